package io.github.wxconfig.doctor;

import io.github.wxconfig.page.AllowedHosts;
import io.github.wxconfig.ticket.CredentialIssuer;
import java.util.List;

/**
 * What the settings of one account say that can be compared with its pages.
 *
 * @param issuer where tokens and tickets come from
 * @param retires whether a call for a token ends the one that the application uses
 * @param signPath where pages have addresses signed, below the context root; empty: nowhere
 * @param secondSdkUrl where the official script is loaded from when the first host fails
 * @param verificationCodes of the files that WeChat asks the host for
 * @param shares whether pages get a share card from their own tags
 */
public record Patient(
        String appId,
        AllowedHosts hosts,
        CredentialIssuer issuer,
        boolean retires,
        String signPath,
        String secondSdkUrl,
        List<String> verificationCodes,
        boolean shares) {
    public Patient {
        verificationCodes = List.copyOf(verificationCodes);
    }
}
