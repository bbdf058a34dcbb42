package dev.cutover.activities.materialize.privileges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantCopierTest {
    private static final Map<String, String> ROLES = Map.of("u1", "owner", "u2", "odd \"role\"", "u3", "deployer");

    private final Grantable schema = Grantable.schema(new SchemaName("shop", "Core data"));

    @Test
    void anAclIsReadWithPublicAndWithoutItsGrantors() {
        Acl acl = Acl.parse("{u1=UC/u1,=U/u1,u2=U/u1,p=C/u1}", ROLES);

        assertThat(acl.grants())
                .extracting(Grant::toString)
                .containsExactly("PUBLIC=USAGE", "PUBLIC=CREATE", "odd \"role\"=USAGE", "owner=USAGE", "owner=CREATE");
    }

    @Test
    void anEmptyAclAndNoneAtAllAreTheSame() {
        assertThat(Acl.parse("{}", ROLES)).isEqualTo(Acl.parse(null, ROLES));
    }

    @Test
    void aPrivilegeThatThisVersionDoesNotKnowIsNotLeftOutSilently() {
        assertThatThrownBy(() -> Acl.parse("{u1=?/u1}", ROLES)).hasMessageContaining("'?'");
    }

    @Test
    void greenGetsTheOwnerFirstThenWhatIsMissingAndLosesWhatBlueDoesNotHave() {
        Holding blue = new Holding("owner", Acl.parse("{u1=UC/u1,u2=U/u1,=U/u1}", ROLES));
        Holding green = new Holding("deployer", Acl.parse("{u3=UC/u3,u2=C/u3}", ROLES));

        assertThat(GrantCopier.statements(schema, blue, green))
                .containsExactly(
                        "ALTER SCHEMA \"shop\".\"Core data\" OWNER TO \"owner\"",
                        "GRANT USAGE ON SCHEMA \"shop\".\"Core data\" TO PUBLIC",
                        "GRANT USAGE ON SCHEMA \"shop\".\"Core data\" TO \"odd \"\"role\"\"\"",
                        "REVOKE CREATE ON SCHEMA \"shop\".\"Core data\" FROM \"odd \"\"role\"\"\"");
    }

    @Test
    void nothingIsSentWhenGreenIsEqualAlready() {
        Holding holding = new Holding("owner", Acl.parse("{u1=UC/u1,u2=U/u1}", ROLES));

        assertThat(GrantCopier.statements(schema, holding, holding)).isEmpty();
    }

    @Test
    void aMaterializedViewIsAlteredByItsKindAndGrantedAsATable() {
        Grantable view = Grantable.object(new ObjectName("shop", "core", "orders"), ObjectKind.MATERIALIZED_VIEW);
        Holding blue = new Holding("owner", Acl.parse("{u1=r/u1,u2=r/u1}", ROLES));
        Holding green = new Holding("deployer", Acl.parse("{u3=r/u3}", ROLES));

        assertThat(GrantCopier.statements(view, blue, green))
                .containsExactly(
                        "ALTER MATERIALIZED VIEW \"shop\".\"core\".\"orders\" OWNER TO \"owner\"",
                        "GRANT SELECT ON TABLE \"shop\".\"core\".\"orders\" TO \"odd \"\"role\"\"\"");
    }

    @Test
    void aDefaultPrivilegeIsGivenToAndTakenFromASchema() {
        DefaultPrivilege forOne = new DefaultPrivilege("u7", "owner", "table", new Grant(null, Privilege.SELECT));
        DefaultPrivilege forAll = new DefaultPrivilege("u7", null, "type", new Grant("app", Privilege.USAGE));
        SchemaName green = new SchemaName("shop", "core__green_x");

        assertThat(forOne.grantIn(green))
                .isEqualTo("ALTER DEFAULT PRIVILEGES FOR ROLE \"owner\" IN SCHEMA \"shop\".\"core__green_x\""
                        + " GRANT SELECT ON TABLES TO PUBLIC");
        assertThat(forAll.revokeIn(green))
                .isEqualTo("ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN SCHEMA \"shop\".\"core__green_x\""
                        + " REVOKE USAGE ON TYPES FROM \"app\"");
    }
}
