//! The connection tester: levels, checks, findings.
