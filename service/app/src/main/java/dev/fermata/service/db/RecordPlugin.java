package dev.fermata.service.db;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/**
 * Maps every record by its canonical constructor, every {@link Id} by its value, every enum by its lower-case name, and ISO 8601
 * durations, so that no feature writes a mapper.
 */
final class RecordPlugin implements JdbiPlugin {

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.registerArgument(new IdArguments());
        jdbi.registerArgument(new EnumArguments());
        jdbi.registerArgument(new DurationArguments());
        jdbi.registerColumnMapper(new EnumColumns());
        jdbi.registerColumnMapper(new IdColumns());
        jdbi.registerColumnMapper(PeriodDuration.class, (row, column, context) -> {
            String text = row.getString(column);
            return text == null ? null : PeriodDuration.parse(text);
        });
        jdbi.registerRowMapper(new RecordRows());
    }

    private static final class IdArguments extends AbstractArgumentFactory<Id> {
        IdArguments() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(Id id, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, id.value());
        }
    }

    /** Preparable, because the library's own factory for enums is, and would otherwise be asked first. */
    private static final class EnumArguments implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            return Enum.class.isAssignableFrom(GenericTypes.getErasedType(type))
                    ? Optional.of(EnumArguments::argument)
                    : Optional.empty();
        }

        private static Argument argument(@Nullable Object constant) {
            String name = constant == null ? null : ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
            return (position, statement, context) -> statement.setString(position, name);
        }
    }

    private static final class EnumColumns implements ColumnMapperFactory {
        @Override
        public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
            Class<?> raw = GenericTypes.getErasedType(type);
            return raw.isEnum()
                    ? Optional.of((row, column, context) -> constant(raw, row.getString(column)))
                    : Optional.empty();
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static @Nullable Object constant(Class<?> type, @Nullable String name) {
            return name == null ? null : Enum.valueOf((Class<? extends Enum>) type, name.toUpperCase(Locale.ROOT));
        }
    }

    private static final class DurationArguments extends AbstractArgumentFactory<PeriodDuration> {
        DurationArguments() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(PeriodDuration duration, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, duration.toString());
        }
    }

    private static final class IdColumns implements ColumnMapperFactory {
        @Override
        public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
            Class<?> raw = GenericTypes.getErasedType(type);
            if (!Id.class.isAssignableFrom(raw) || !raw.isRecord()) {
                return Optional.empty();
            }
            Constructor<?> constructor = fromValue(raw);
            return Optional.of((row, column, context) -> {
                String value = row.getString(column);
                return value == null ? null : construct(constructor, value);
            });
        }

        private static Constructor<?> fromValue(Class<?> id) {
            try {
                return id.getDeclaredConstructor(String.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(id + " has no constructor from its value", e);
            }
        }

        private static Object construct(Constructor<?> id, String value) {
            try {
                return id.newInstance(value);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(id + " refuses its stored value", e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(id + " cannot be called", e);
            }
        }
    }

    private static final class RecordRows implements RowMapperFactory {
        private final Map<Class<?>, RowMapper<?>> known = new ConcurrentHashMap<>();

        @Override
        public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
            Class<?> raw = GenericTypes.getErasedType(type);
            return raw.isRecord() && !Id.class.isAssignableFrom(raw)
                    ? Optional.of(known.computeIfAbsent(raw, RecordRows::mapper))
                    : Optional.empty();
        }

        private static RowMapper<?> mapper(Class<?> raw) {
            return new KnownColumns<>(ConstructorMapper.of(canonical(raw)));
        }

        /** Also of a record that only its own package sees. */
        private static Constructor<?> canonical(Class<?> raw) {
            Class<?>[] components = Arrays.stream(raw.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = raw.getDeclaredConstructor(components);
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(raw + " has no canonical constructor", e);
            }
        }
    }
}
