package io.callfuse.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.3.4,true",
        "10.0.0.0/8,11.0.0.0,false",
        "192.168.5.128/25,192.168.5.129,true",
        "192.168.5.128/25,192.168.5.127,false",
        "192.168.5.7,192.168.5.7,true",
        "192.168.5.7,192.168.5.6,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "::1,::1,true",
        "::/0,fe80::1,true",
        "::/0,127.0.0.1,false"
    })
    void shouldKnowWhichAddressesARangeHolds(String range, String address, boolean inside) throws Exception {
        assertThat(Network.parse(range).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }

    @Test
    void shouldTakeAMappedAddressForTheIpv4AddressItIs() throws Exception {
        assertThat(Networks.LOOPBACK.contains(InetAddress.getByName("::ffff:127.0.0.1")))
                .isTrue();
    }

    @Test
    void shouldReadAListWithTheWordForThisMachine() throws Exception {
        Networks networks = Networks.parse("loopback, 10.1.0.0/16,fd00::/8");
        assertThat(networks.ranges()).hasSize(4);
        assertThat(networks.contains(InetAddress.getByName("127.8.8.8"))).isTrue();
        assertThat(networks.contains(InetAddress.getByName("10.1.200.3"))).isTrue();
        assertThat(networks.contains(InetAddress.getByName("fd12::3"))).isTrue();
        assertThat(networks.contains(InetAddress.getByName("10.2.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org/8",
                "10.0.0.0/33",
                "::1/129",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "10.0.0.256",
                "1:2",
                "10.0.0.0/8,",
                "10.0.0.0/8;::1"
            })
    void shouldRefuseWhatIsNoRangeWithoutAskingTheResolver(String text) {
        assertThatThrownBy(() -> Networks.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
