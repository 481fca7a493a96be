//! SCIM 2.0 client and resource types (RFC 7643, RFC 7644).
