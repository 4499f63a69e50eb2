package org.otpfilter.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file that pages load, under a name that changes with its content. It is not a file on a disk:
 * the bytes are held.
 */
public final class Asset {
  private final String name;
  private final String contentType;
  private final byte[] content;

  Asset(String extension, String contentType, String text) {
    this.content = text.getBytes(StandardCharsets.UTF_8);
    this.contentType = contentType;
    this.name = "otp-" + hash(content).substring(0, 12) + "." + extension;
  }

  /** The exact name, such as {@code otp-0123456789ab.css}. */
  public String name() {
    return name;
  }

  /** The media type with its charset. */
  public String contentType() {
    return contentType;
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return content.clone();
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
