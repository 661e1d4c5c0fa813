package dev.fermata.service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages, and little else. */
@AnalyzeClasses(packages = "dev.fermata.service", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresHaveNoCycles = slices().matching("dev.fermata.service.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a part of the product that needs another must be understandable without being needed by it");

    @ArchTest
    static final ArchRule onlyStripeKnowsStripe = noClasses()
            .that()
            .resideOutsideOfPackage("..service.stripe..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..")
            .because("a purchase must not care who takes the money");

    @ArchTest
    static final ArchRule purchasesDoNotKnowTheirProvider = noClasses()
            .that()
            .resideInAnyPackage("..purchase..", "..entitlement..", "..member..", "..catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..service.stripe..")
            .because("the arrows are stripe -> purchase -> entitlement -> member");

    @ArchTest
    static final ArchRule logicKnowsNoHttp = noClasses()
            .that()
            .haveNameMatching(".*\\.(Purchases|Settlement|Checkout|Entitlements|Members|History|Catalog|StripeEvents)")
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."))
            .because("what is promised must hold for a job and a command too");

    @ArchTest
    static final ArchRule sqlIsInDaos = classes()
            .that(describe("use SQL object annotations", type -> type.getMethods().stream()
                    .anyMatch(method -> method.isAnnotatedWith("org.jdbi.v3.sqlobject.statement.SqlQuery")
                            || method.isAnnotatedWith("org.jdbi.v3.sqlobject.statement.SqlUpdate"))))
            .should()
            .haveSimpleNameEndingWith("Dao")
            .because("whoever looks for a table's SQL looks there");
}
