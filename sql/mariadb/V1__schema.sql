-- otp-filter, schema version 1: users, devices, recovery codes, failures, events.
-- MariaDB 10.3 or newer, and MySQL 8.
-- By hand: mariadb DATABASE < V1__schema.sql. Both do not roll back the definition of tables: every
-- statement can be run again after a stop half-way. The application itself needs
--   SELECT, INSERT, UPDATE         on otp_user
--   SELECT, INSERT, UPDATE, DELETE on otp_device, otp_recovery_code, otp_failure_day
--   INSERT                         on otp_event
--   SELECT                         on otp_schema
-- and, with migrate=true, the right to create tables. Keys and ids are ascii_bin and texts
-- utf8mb4_bin, so that no collation of the server takes part in a comparison.
-- All times are UTC.

-- Which scripts were applied. Each script writes its own line, at its end.
CREATE TABLE IF NOT EXISTS otp_schema (
  version    INT NOT NULL PRIMARY KEY,
  applied_at DATETIME(6) NOT NULL
)
  ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A user of whom the product knows something. Every change to a user's rows begins with a lock on
-- this row. Do not delete a row: its epoch is what makes the marks of older sessions worthless.
CREATE TABLE IF NOT EXISTS otp_user (
  -- SHA-256 of the (folded) name, in hex
  user_key          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  -- as first seen, for display; cut at 255
  name              VARCHAR(255) NOT NULL,
  -- raised by every change of factors; sessions verified under a lower one are not
  epoch             BIGINT DEFAULT 0 NOT NULL,
  -- when the epoch was raised, by the clock of the database; nodes ask for it every few seconds
  changed_at        DATETIME(6),
  -- consecutive wrong codes, the one under way included
  failures          INT DEFAULT 0 NOT NULL,
  -- no code is looked at before
  wait_until        DATETIME(6),
  -- since when no code is looked at any more; NULL where not locked
  locked_at         DATETIME(6),
  -- wrong recovery codes within the hour that began at recovery_since
  recovery_failures INT DEFAULT 0 NOT NULL,
  recovery_since    DATETIME(6),
  created_at        DATETIME(6) NOT NULL,
  INDEX otp_user_changed (changed_at)
)
  ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- An authenticator app that a user has enrolled, or is about to.
CREATE TABLE IF NOT EXISTS otp_device (
  id           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_key     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- given by the user; empty while pending
  name         VARCHAR(255) NOT NULL,
  -- SHA1, SHA256 or SHA512
  algorithm    VARCHAR(16) NOT NULL,
  digits       INT NOT NULL,
  -- seconds of a step
  period       INT NOT NULL,
  -- sealed with AES-256-GCM under the operator's key, bound to user_key and id: a row copied to
  -- another user opens for nobody
  secret       VARBINARY(1024) NOT NULL,
  -- the last time step whose code was accepted; only ever rises
  last_step    BIGINT DEFAULT -1 NOT NULL,
  -- the user's epoch when the device was made
  epoch        BIGINT NOT NULL,
  created_at   DATETIME(6) NOT NULL,
  -- NULL: pending, verifies nothing
  confirmed_at DATETIME(6),
  CONSTRAINT otp_device_of_user FOREIGN KEY (user_key) REFERENCES otp_user (user_key),
  INDEX otp_device_user (user_key)
)
  ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Single-use codes printed at enrolment, hashed.
CREATE TABLE IF NOT EXISTS otp_recovery_code (
  id         BIGINT AUTO_INCREMENT NOT NULL PRIMARY KEY,
  user_key   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- the part of the code that finds the row, so that one guess costs one slow hash
  selector   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- salted and slow; names its own algorithm
  hash       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  used_at    DATETIME(6),
  CONSTRAINT otp_recovery_code_of_user FOREIGN KEY (user_key) REFERENCES otp_user (user_key),
  INDEX otp_recovery_code_selector (user_key, selector)
)
  ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Wrong codes of users who have a device, by UTC day; 100 in 30 days lock.
CREATE TABLE IF NOT EXISTS otp_failure_day (
  user_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  utc_day  DATE NOT NULL,
  failures INT NOT NULL,
  PRIMARY KEY (user_key, utc_day),
  CONSTRAINT otp_failure_day_of_user FOREIGN KEY (user_key) REFERENCES otp_user (user_key)
)
  ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What happened. Holds no code, key, token or session id. Old rows may be deleted.
CREATE TABLE IF NOT EXISTS otp_event (
  id          BIGINT AUTO_INCREMENT NOT NULL PRIMARY KEY,
  at          DATETIME(6) NOT NULL,
  -- code-accepted, user-locked and so on
  event       VARCHAR(40) NOT NULL,
  -- no foreign key: an event outlives what it tells of, and need not have a user
  user_key    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  name        VARCHAR(255),
  -- id of a device, or recovery
  device      VARCHAR(64),
  -- of the client
  address     VARCHAR(64),
  -- a hash, never the id
  session     VARCHAR(128),
  -- host that wrote it
  node        VARCHAR(255) NOT NULL,
  detail      VARCHAR(500),
  -- how many like it this row stands for
  occurrences INT NOT NULL,
  INDEX otp_event_at (at),
  INDEX otp_event_user (user_key, at)
)
  ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO otp_schema (version, applied_at) VALUES (1, UTC_TIMESTAMP(6));
