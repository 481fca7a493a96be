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

/// A check's question from an `async fn(&Context) -> Answer`.
macro_rules! asks {
    ($ask:ident) => {
        |context| Box::pin(async move { $ask(&context).await })
    };
}

pub(crate) use asks;
