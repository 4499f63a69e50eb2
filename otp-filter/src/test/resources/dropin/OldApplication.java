import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.mustachejava.DefaultMustacheFactory;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import com.zaxxer.hikari.HikariDataSource;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;

/** An application with libraries of its own, old ones. Answers which it got, and what they did. */
public class OldApplication implements Callable<List<String>> {
  @Override
  public List<String> call() throws Exception {
    List<String> got = new ArrayList<>();
    // DriverManager looks for drivers once in a JVM, so applications load theirs
    Class.forName("org.h2.Driver");
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:mem:old");
      Flyway.configure().dataSource(pool).load().migrate();
      try (Connection connection = pool.getConnection()) {
        got.add(connection.getMetaData().getDatabaseProductVersion());
      }
    }
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:plain")) {
      got.add(connection.getMetaData().getDriverVersion());
    }
    Cache<String, String> cache = Caffeine.newBuilder().maximumSize(1).build();
    got.add(cache.get("key", key -> "cached"));
    got.add("" + new QRCodeWriter().encode("text", BarcodeFormat.QR_CODE, 33, 33).getWidth());
    StringWriter page = new StringWriter();
    new DefaultMustacheFactory()
        .compile(new StringReader("{{word}}"), "page")
        .execute(page, Collections.singletonMap("word", "filled"));
    got.add(page.toString());
    LoggerFactory.getLogger("old.application").info("the application's own line");
    for (Class<?> library :
        new Class<?>[] {
          HikariDataSource.class,
          Flyway.class,
          Caffeine.class,
          QRCodeWriter.class,
          DefaultMustacheFactory.class,
          LoggerFactory.class
        }) {
      URL place = library.getProtectionDomain().getCodeSource().getLocation();
      got.add(place.getPath().replaceFirst(".*/", ""));
    }
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      got.add("driver " + driver.getClass().getName());
    }
    return got;
  }
}
