package org.fakesmtp.server.config;

import java.util.List;
import org.fakesmtp.setting.Setting;
import org.fakesmtp.setting.SettingException;

/**
 * What one place says.
 *
 * @param settings in order
 * @param faults what is wrong there
 */
record Layer(List<Setting> settings, List<Fault> faults) {

    Layer {
        settings = List.copyOf(settings);
        faults = List.copyOf(faults);
    }

    static Layer of(List<Setting> settings) {
        return new Layer(settings, List.of());
    }

    /**
     * An error of a layer.
     *
     * @param key what it is about; it may be no key
     */
    record Fault(String key, SettingException error) {}
}
