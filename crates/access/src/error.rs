//! Why a plan cannot be computed with.

/// What is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The text is no JSON, or not the JSON of a plan.
    #[error("The plan cannot be read at line {line}, column {column}: {reason}.")]
    NotAPlan {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What stands there, or should.
        reason: String,
    },
    /// A group has no name.
    #[error("Group {position} of the plan has no name.")]
    UnnamedGroup {
        /// Its place in the plan, counted from 1.
        position: usize,
    },
    /// Two groups have one name, so their priority would be undecided.
    #[error("Group “{name}” stands in the plan twice, at places {first} and {second}.")]
    GroupTwice {
        /// The name.
        name: String,
        /// The first place, counted from 1.
        first: usize,
        /// The second place, counted from 1.
        second: usize,
    },
    /// A product or permission group has no name.
    #[error("Group “{group}” of the plan has a permission whose product or permission group has no name.")]
    UnnamedPermission {
        /// The group's name.
        group: String,
    },
}
