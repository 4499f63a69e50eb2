package org.otpfilter.page;

import java.util.Objects;

/**
 * One device in the list. It holds nothing that makes codes.
 *
 * @param id the value of the form field {@code device}
 * @param name what the user calls it
 * @param addedOn the day it was added, as text for people
 */
public record DeviceRow(String id, String name, String addedOn) {
  public DeviceRow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(addedOn, "addedOn");
  }
}
