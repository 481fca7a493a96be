//! One policy for every request: TLS, time limits, redirects, retries, rate limits, redaction, timings.
