//! The whole application without its window: commands in, events out, on the practice servers.

mod access;
mod bench;
mod connection;
mod journey;
mod people;
mod profiles;
mod secrets;
