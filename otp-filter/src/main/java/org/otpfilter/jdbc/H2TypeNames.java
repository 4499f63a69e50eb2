package org.otpfilter.jdbc;

import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.MetaType;
import org.h2.mvstore.type.StatefulDataType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the names of H2's own classes into a database file as H2 itself would, though the drop-in
 * jars have renamed them: any H2 can read the file, and the drop-in jars read the thin jar's. The
 * build puts it in the place of H2's {@link MetaType}, in the drop-in jars alone; nothing else uses
 * it, and it works nowhere else.
 *
 * @param <D> what the types are made for
 */
public final class H2TypeNames<D> extends BasicDataType<DataType<?>> {
  private static final String HERE =
      BasicDataType.class.getName().replace(".mvstore.type.BasicDataType", "");

  // put together when it runs, since the build would rename it
  private static final String IN_FILES = String.join(".", "org", "h2");

  private final D database;
  private final Thread.@Nullable UncaughtExceptionHandler broken;

  /** Called by H2, which is told of failures by the handler. */
  public H2TypeNames(D database, Thread.@Nullable UncaughtExceptionHandler broken) {
    this.database = database;
    this.broken = broken;
  }

  @Override
  public int getMemory(DataType<?> type) {
    return 24;
  }

  @Override
  public DataType<?>[] createStorage(int size) {
    return new DataType<?>[size];
  }

  @Override
  @SuppressWarnings("unchecked") // H2 makes all of them for one database
  public void write(WriteBuffer buffer, DataType<?> type) {
    StatefulDataType<D> stateful =
        type instanceof StatefulDataType<?> some ? (StatefulDataType<D>) some : null;
    Object factory = stateful == null ? null : stateful.getFactory();
    String name = moved((factory == null ? type : factory).getClass().getName(), HERE, IN_FILES);
    buffer.putVarInt(name.length()).putStringData(name, name.length());
    if (stateful != null && factory != null) {
      stateful.save(buffer, inPlace());
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public DataType<?> read(ByteBuffer buffer) {
    String name = DataUtils.readString(buffer, DataUtils.readVarInt(buffer));
    try {
      Object made = made(Class.forName(moved(name, IN_FILES, HERE)));
      return made instanceof StatefulDataType.Factory<?> factory
          ? ((StatefulDataType.Factory<D>) factory).create(buffer, inPlace(), database)
          : (DataType<?>) made;
    } catch (ReflectiveOperationException | ClassCastException e) {
      if (broken != null) {
        broken.uncaughtException(Thread.currentThread(), e);
      }
      throw new IllegalStateException(
          "the database file names the type " + name + ", which this H2 does not have", e);
    }
  }

  private static Object made(Class<?> type) throws ReflectiveOperationException {
    for (var field : type.getDeclaredFields()) {
      if (field.getName().equals("INSTANCE") && Modifier.isStatic(field.getModifiers())) {
        return field.get(null);
      }
    }
    return type.getDeclaredConstructor().newInstance();
  }

  private static String moved(String name, String from, String to) {
    return name.startsWith(from + ".") ? to + name.substring(from.length()) : name;
  }

  /** This, under the name that the build gives it. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private MetaType<D> inPlace() {
    return (MetaType<D>) (Object) this;
  }
}
