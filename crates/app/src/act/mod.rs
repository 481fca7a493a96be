//! The bodies of the commands, by area. Each takes the application and a request and gives a reply or a problem.

pub(crate) mod access;
pub(crate) mod check;
pub(crate) mod connections;
pub(crate) mod explain;
pub(crate) mod guide;
pub(crate) mod people;
pub(crate) mod practice;
pub(crate) mod rehearsal;
pub(crate) mod session;
