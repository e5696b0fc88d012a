package io.github.wxconfig.demo;

import java.time.Duration;

/** What the buttons of the control page do. */
enum ControlForm {
    FAULT {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            Fault fault = FaultChoice.named(sent.get("fault"));
            Fault narrowed = sent.get("path").isEmpty() ? fault : fault.on(sent.get("path"));
            simulator.switchOn(
                    sent.get("calls").isEmpty() ? narrowed : narrowed.times(Integer.parseInt(sent.get("calls"))));
        }
    },
    CLEAR_FAULTS {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.clearFaults();
        }
    },
    ADVANCE {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.advance(Duration.ofSeconds(Integer.parseInt(sent.get("seconds"))));
        }
    },
    REVOKE_TOKENS {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.revokeTokens(sent.get("appId"));
        }
    },
    SPOIL_TOKENS {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.spoilTokens(sent.get("appId"));
        }
    },
    REVOKE_TICKET {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.revokeTicket(sent.get("appId"));
        }
    },
    RESET_COUNTERS {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.resetCounters();
        }
    },
    NAME_ADDRESS {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.nameAddress(RealAuthUrl.valueOf(sent.get("form")));
        }
    },
    RESET {
        @Override
        void apply(WechatSimulator simulator, Parameters sent) {
            simulator.reset();
        }
    };

    abstract void apply(WechatSimulator simulator, Parameters sent);

    /**
     * Does what a submitted form asks for.
     *
     * @throws IllegalArgumentException if it is none of the page's own forms
     */
    static void submit(WechatSimulator simulator, Parameters sent) {
        ControlForm.valueOf(sent.get("action")).apply(simulator, sent);
    }
}
