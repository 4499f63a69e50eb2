package org.otpfilter.servlet;

import java.time.Clock;
import org.otpfilter.audit.Audit;
import org.otpfilter.challenge.Challenge;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.enrol.Enrolment;
import org.otpfilter.page.Pages;
import org.otpfilter.secret.Randomness;

/** What the pages call upon. Closes none of it. */
public record PageServices(
    DeviceStore store,
    Challenge challenge,
    Enrolment enrolment,
    Pages pages,
    Audit audit,
    Randomness randomness,
    Clock clock) {}
