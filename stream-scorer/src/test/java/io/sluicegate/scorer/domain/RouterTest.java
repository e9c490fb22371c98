package io.sluicegate.scorer.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Role;
import io.sluicegate.scorer.TestDeployments;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTest {
    /** Murmur3 x64 128 of this sentence is 6c1b07bc7bbc4be3 47939ac4a93c437a, each half in little-endian order. */
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog";

    @Test
    void shouldTakeTheFirst64BitsOfMurmur3OverSaltAndKey() {
        var expected = (int) Long.remainderUnsigned(0xe34bbc7bbc071b6cL, 10_000);

        assertThat(router("", 0).bucket(SENTENCE.getBytes(UTF_8))).isEqualTo(expected);
        assertThat(router("The quick ", 0).bucket(SENTENCE.substring(10).getBytes(UTF_8)))
                .isEqualTo(expected);
    }

    @Test
    void shouldOnlyGrowTheCohortWithItsShare() {
        var five = cohort("salt", 500);
        var quarter = cohort("salt", 2_500);

        assertThat(quarter).containsAll(five);
        assertThat(five.size()).isBetween(400, 600);
        assertThat(quarter.size()).isBetween(2_300, 2_700);
        assertThat(cohort("salt", 10_000)).hasSize(10_000);
        assertThat(cohort("salt", 0)).isEmpty();
    }

    @Test
    void shouldDrawAnotherCohortWithAnotherSalt() {
        assertThat(cohort("other", 500)).isNotEqualTo(cohort("salt", 500));
    }

    @Test
    void shouldNameTheVersionThatDecides() {
        assertThat(router("s", 10_000).decide(new byte[] {1}).arm().name()).isEqualTo("2");
        assertThat(router("s", 0).decide(new byte[] {1}).arm().name()).isEqualTo("1");
    }

    @Test
    void shouldNeedAPrimary() {
        var deployment = TestDeployments.revision(3).view();

        assertThatThrownBy(() -> Router.of(deployment)).hasMessageContaining("revision 3 has no primary");
    }

    private static Set<Integer> cohort(String salt, int buckets) {
        var router = router(salt, buckets);
        return IntStream.range(0, 10_000)
                .filter(i -> router.decide(("card-" + i).getBytes(UTF_8)).arm().role() == Role.CANDIDATE)
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Router router(String salt, int buckets) {
        return Router.of(TestDeployments.revision(3)
                .salt(salt)
                .primary(new DeployedVersion("1", "/1", "d1"))
                .candidate(new DeployedVersion("2", "/2", "d2"), buckets)
                .view());
    }
}
