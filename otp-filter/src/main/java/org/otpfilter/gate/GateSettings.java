package org.otpfilter.gate;

import java.time.Duration;
import org.otpfilter.policy.Policy;

/**
 * What the gate goes by.
 *
 * @param policy the rules
 * @param optional users without a device pass {@code verified}
 * @param verifiedFor absolute life of a mark
 * @param pendingFor how long a session may stay unverified after its first denial
 * @param partly the host shows its user on some paths only
 * @param loginPaths with {@code partly}: a request here signs in anew
 */
public record GateSettings(
    Policy policy,
    boolean optional,
    Duration verifiedFor,
    Duration pendingFor,
    boolean partly,
    java.util.function.Predicate<String> loginPaths) {}
