package org.otpfilter.servlet;

import java.time.Clock;
import org.otpfilter.audit.Audit;
import org.otpfilter.challenge.Challenge;
import org.otpfilter.device.DeviceStore;
import org.otpfilter.enrol.Enrolment;
import org.otpfilter.enrol.FactorChanges;
import org.otpfilter.page.Pages;
import org.otpfilter.report.Recorder;
import org.otpfilter.secret.Randomness;

/** What the pages call upon. Closes none of it. */
public record PageServices(
    DeviceStore store,
    Challenge challenge,
    Enrolment enrolment,
    FactorChanges changes,
    Pages pages,
    Audit audit,
    Recorder recorder,
    Randomness randomness,
    Clock clock) {}
