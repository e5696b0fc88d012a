package io.github.wxconfig.spring;

import io.github.wxconfig.metrics.AccountMXBean;
import io.github.wxconfig.metrics.AccountMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether pages are signed at this moment, as Spring Boot tells of health. An application whose pages are not signed works
 * all the same, so its status is one of its own: Spring Boot counts neither {@code UNSIGNED} nor {@code UNKNOWN} as down.
 *
 * @param details of each account by its appId, without anything secret
 */
record Signing(String status, Map<String, Object> details) {
    static Signing now() {
        List<AccountMXBean> accounts = AccountMetrics.atWork();
        if (accounts.isEmpty()) {
            return new Signing("UNKNOWN", Map.of("pages", "not signed: no appId is set"));
        }
        Map<String, Object> details = new LinkedHashMap<>();
        boolean all = true;
        for (AccountMXBean account : accounts) {
            boolean signed = account.getTicketRemainingSeconds() != null;
            all &= signed;
            details.put(account.getAppId(), details(account, signed));
        }
        return new Signing(all ? "UP" : "UNSIGNED", details);
    }

    private static Map<String, Object> details(AccountMXBean account, boolean signed) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("pages", signed ? "signed" : "not signed");
        details.put("nextRenewalSeconds", account.getNextRenewalSeconds());
        String error = account.getLastError();
        String at = account.getLastErrorAt();
        if (error != null && at != null) {
            details.put("lastError", error);
            details.put("lastErrorAt", at);
        }
        return details;
    }
}
