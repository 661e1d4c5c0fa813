package dev.fermata.service.member;

import dev.fermata.service.db.Id;

/** Identifies a member, {@code mem_…}. */
public record MemberId(String value) implements Id {

    public static MemberId next() {
        return new MemberId(Id.next("mem"));
    }

    @Override
    public String toString() {
        return value;
    }
}
