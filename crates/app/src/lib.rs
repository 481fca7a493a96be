//! What window and shell share: one table of commands, jobs, problems, generated TypeScript.
