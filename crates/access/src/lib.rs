//! Pure: how permissions merge, what a plan would change, and its guards.
