//! What a check is.

use std::sync::Arc;

use futures::future::BoxFuture;

use crate::Level;
use crate::answer::Answer;
use crate::context::Context;

/// One question. Each check's file has one as `CHECK`.
pub(crate) struct Check {
    /// Kebab-case, stable: other places and stored reports name it.
    pub id: &'static str,
    pub level: Level,
    /// Its name before it is asked.
    pub title: &'static str,
    pub question: &'static str,
    /// Ids of the checks whose failure makes this question pointless. Each stands before this one in the list.
    pub needs: &'static [&'static str],
    pub ask: fn(Arc<Context>) -> BoxFuture<'static, Answer>,
}

/// When a check is asked. Whenever that is, its answer counts only once everything that it needs has ended without failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// When everything that it needs has ended: it asks with what that learned.
    Then,
    /// As soon as the token may be sent, at the same time as what it needs.
    Ahead,
    /// When every other check has ended.
    Last,
}

/// A check's question from an `async fn(&Context) -> Answer`.
macro_rules! asks {
    ($ask:ident) => {
        |context| Box::pin(async move { $ask(&context).await })
    };
}

pub(crate) use asks;
