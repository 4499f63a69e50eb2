package org.example.host;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What applications have before other filters. The parameter {@code how} says what: {@code gzip}
 * packs the answer, {@code commit} sends its head at once, {@code user} shows the {@link Account}
 * of the session as the user of the request.
 */
public final class Before implements Filter {
  private String how = "";

  @Override
  public void init(FilterConfig config) {
    how = String.valueOf(config.getInitParameter("how"));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    switch (how) {
      case "gzip" -> {
        Packed packed = new Packed((HttpServletResponse) response);
        chain.doFilter(request, packed);
        packed.finish();
      }
      case "commit" -> {
        response.flushBuffer();
        chain.doFilter(request, response);
      }
      default -> chain.doFilter(new Shown(http), response);
    }
  }

  @Override
  public void destroy() {}

  private static final class Shown extends HttpServletRequestWrapper {
    Shown(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getRemoteUser() {
      HttpSession session = getSession(false);
      Object account = session == null ? null : session.getAttribute("account");
      return account instanceof Account known ? known.getLogin() : null;
    }
  }

  private static final class Packed extends HttpServletResponseWrapper {
    private @Nullable GZIPOutputStream gzip;
    private @Nullable PrintWriter writer;

    Packed(HttpServletResponse response) {
      super(response);
    }

    private GZIPOutputStream gzip() throws IOException {
      GZIPOutputStream open = gzip;
      if (open == null) {
        setHeader("Content-Encoding", "gzip");
        open = new GZIPOutputStream(super.getOutputStream());
        gzip = open;
      }
      return open;
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public PrintWriter getWriter() throws IOException {
      PrintWriter open = writer;
      if (open == null) {
        open = new PrintWriter(new OutputStreamWriter(gzip(), StandardCharsets.UTF_8));
        writer = open;
      }
      return open;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      GZIPOutputStream open = gzip();
      return new ServletOutputStream() {
        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) throws IOException {
          open.write(b);
        }
      };
    }

    void finish() throws IOException {
      if (writer != null) {
        writer.close();
      } else if (gzip != null) {
        gzip.close();
      }
    }
  }
}
