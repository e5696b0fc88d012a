package io.github.wxconfig.demo;

/** How a refusal names the address that was verified: it is not documented, and was seen in several forms. */
public enum RealAuthUrl {
    ABSENT {
        @Override
        void addTo(Json answer, String url) {
            // Nothing is said.
        }
    },
    TEXT {
        @Override
        void addTo(Json answer, String url) {
            answer.put(NAME, url);
        }
    },
    LIST {
        @Override
        void addTo(Json answer, String url) {
            answer.put(NAME, Json.list(url));
        }
    },
    JSON_IN_A_TEXT {
        @Override
        void addTo(Json answer, String url) {
            answer.put(NAME, Json.list(url).toString());
        }
    };

    private static final String NAME = "realAuthUrl";

    abstract void addTo(Json answer, String url);
}
