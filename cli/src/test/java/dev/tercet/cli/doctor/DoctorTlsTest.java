package dev.tercet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.Tls;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.tls.TestCertificates;
import org.junit.jupiter.api.Test;

class DoctorTlsTest {
    private final TestCertificates certificates = TestCertificates.shared();

    private static RealEtcd start(Tls tls) {
        return WhenUnavailable.fromEnvironment()
                .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withTls(tls)));
    }

    @Test
    void certificatesDatesAreSeen() {
        try (RealEtcd etcd = start(Tls.oneWay())) {
            Ran ran = Ran.of("doctor", "--endpoints=" + etcd.endpoint(0), "--cacert=" + certificates.ca());
            assertThat(ran.exitCode()).as("%s", ran).isZero();
            assertThat(ran.out())
                    .contains("  tls       " + etcd.endpoint(0) + ": certificate of ", " is good until ")
                    .contains("ok    clock     " + etcd.endpoint(0));
        }
    }

    @Test
    void aClockThatCannotBeSeenWithoutACertificateIsTold() {
        try (RealEtcd etcd = start(Tls.mutual())) {
            Ran ran = Ran.of(
                    "doctor",
                    "--endpoints=" + etcd.endpoint(0),
                    "--cacert=" + certificates.ca(),
                    "--cert=" + certificates.client().certificate(),
                    "--key=" + certificates.client().key());
            assertThat(ran.exitCode()).as("%s", ran).isZero();
            assertThat(ran.out())
                    .contains("  tls       " + etcd.endpoint(0) + ": certificate of ")
                    .contains("warn  clock     " + etcd.endpoint(0) + ": not looked at: ");
        }
    }

    @Test
    void whatIsToBeDoneIsSaidByOptions() {
        try (RealEtcd etcd = start(Tls.oneWay())) {
            Ran ran = Ran.of("doctor", "--endpoints=" + etcd.endpoint(0));
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("name the authority's file with --cacert")
                    .doesNotContain("Tls.trusting");
            Ran mirror = Ran.of("mirror", etcd.endpoint(0), "--endpoints=" + etcd.endpoint(0), "--once");
            assertThat(mirror.exitCode()).as(mirror.err()).isEqualTo(1);
            assertThat(mirror.err()).contains("file with --cacert or --dest-cacert");
        }
    }

    @Test
    void certificatesDatesAreSeenByThoseWithoutOne() {
        try (RealEtcd etcd = start(Tls.mutual())) {
            Ran ran = Ran.of("doctor", "--endpoints=" + etcd.endpoint(0), "--cacert=" + certificates.ca());
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out()).startsWith("bad   endpoint  ").contains(" is good until ");
        }
    }

    @Test
    void aCertificateOutOfDateIsBad() {
        Tls tls = Tls.oneWay().withServer(certificates.expiredServer());
        try (RealEtcd etcd = start(tls)) {
            Ran ran = Ran.of("doctor", "--endpoints=" + etcd.endpoint(0), "--cacert=" + certificates.ca());
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out()).startsWith("bad   endpoint  ").contains("bad   tls       ", " was good until ");
        }
    }
}
