package org.fakesmtp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.server.transport.Admission.Verdict.ADMITTED;
import static org.fakesmtp.server.transport.Admission.Verdict.REFUSED;
import static org.fakesmtp.server.transport.Admission.Verdict.REFUSED_FROM_ADDRESS;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(new ConnectionLimits(3, 2, TimeLimits.NONE));

    @Test
    void address_that_has_its_share_leaves_room_for_others() {
        assertThat(admission.enter("192.0.2.1")).isEqualTo(ADMITTED);
        assertThat(admission.enter("192.0.2.1")).isEqualTo(ADMITTED);
        assertThat(admission.enter("192.0.2.1")).isEqualTo(REFUSED_FROM_ADDRESS);
        assertThat(admission.enter("192.0.2.2")).isEqualTo(ADMITTED);
    }

    @Test
    void all_addresses_together_have_a_limit_too() {
        admission.enter("192.0.2.1");
        admission.enter("192.0.2.1");
        admission.enter("192.0.2.2");
        assertThat(admission.enter("192.0.2.3")).isEqualTo(REFUSED);
    }

    @Test
    void who_goes_makes_room_for_its_address() {
        admission.enter("192.0.2.1");
        admission.enter("192.0.2.1");
        admission.leave("192.0.2.1", admission.enter("192.0.2.1"));
        assertThat(admission.enter("192.0.2.1")).isEqualTo(REFUSED_FROM_ADDRESS);
        admission.leave("192.0.2.1", ADMITTED);
        assertThat(admission.enter("192.0.2.1")).isEqualTo(ADMITTED);
    }
}
