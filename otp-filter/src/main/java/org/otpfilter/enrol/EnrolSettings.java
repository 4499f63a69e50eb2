package org.otpfilter.enrol;

import java.time.Duration;
import org.otpfilter.oath.OtpParameters;
import org.otpfilter.throttle.Budget;

/**
 * How devices are enrolled.
 *
 * @param parameters of new devices
 * @param devicesPerUser the most a user may have
 * @param pendingFor how long a shown secret may wait for its first code
 * @param issuer as authenticator apps show it
 */
public record EnrolSettings(
    OtpParameters parameters,
    int devicesPerUser,
    Duration pendingFor,
    String issuer,
    Budget budget,
    int window,
    boolean required) {}
