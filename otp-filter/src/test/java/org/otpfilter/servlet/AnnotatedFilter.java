package org.otpfilter.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.annotation.WebFilter;

/** A filter that only its annotation maps; nothing runs it. */
@WebFilter(filterName = "annotated", urlPatterns = "/*")
abstract class AnnotatedFilter implements Filter {}
