package io.github.wxconfig.ticket;

/**
 * An official account or test account at WeChat.
 *
 * @param appId its public name, as {@code wx.config} shows it
 * @param secret what proves to WeChat that a server speaks for it; never printed
 */
public record Account(String appId, String secret) {
    public Account {
        if (appId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("An account has an appId and a secret.");
        }
    }

    @Override
    public String toString() {
        return "Account[" + appId + "]";
    }
}
