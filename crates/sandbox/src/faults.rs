//! Faults on demand: what real services do on bad days, at the moment a test asks for it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

/// Which of the practice interfaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// ConfigCat's SCIM endpoint.
    Scim,
    /// ConfigCat's Public Management API.
    Management,
    /// Okta's management API.
    Okta,
}

/// Something that goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The answer has this status and this body (said to be JSON).
    Status {
        /// HTTP status.
        status: u16,
        /// The body as it is sent.
        body: String,
    },
    /// The answer comes, but only after this time.
    Delay(Duration),
    /// No answer ever comes; the connection stays open.
    Silence,
    /// The connection is closed without an answer.
    Drop,
    /// 200 with a web page instead of JSON, as from a proxy or a wrong URL.
    Html,
    /// 429 with `Retry-After` in seconds.
    RateLimited {
        /// Value of `Retry-After`.
        retry_after: u64,
    },
    /// `totalResults` is off by this much and `itemsPerPage` repeats the `count` that was asked for.
    WrongTotals(i64),
    /// The numbers of a list response are strings.
    NumbersAsText,
    /// The request is carried out, the answer has no body.
    EmptyBody,
    /// Any token, or none, is let in.
    AnyToken,
}

/// Which requests a fault strikes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The interface.
    pub side: Side,
    /// Only this method, e.g. `POST`; none for all.
    pub method: Option<String>,
    /// Only paths that contain this, e.g. `/Users`; none for all.
    pub path: Option<String>,
}

impl When {
    /// Every request to an interface.
    pub fn any(side: Side) -> Self {
        Self { side, method: None, path: None }
    }

    /// Requests with this method to paths that contain `path`.
    pub fn of(side: Side, method: &str, path: &str) -> Self {
        Self { side, method: Some(method.to_owned()), path: Some(path.to_owned()) }
    }

    fn hits(&self, side: Side, method: &str, path: &str) -> bool {
        self.side == side
            && self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self.path.as_ref().is_none_or(|part| path.contains(part))
    }
}

/// How the practice Okta's provisioning jobs come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pushes {
    /// One after the other, as they are queued.
    #[default]
    InTime,
    /// Each only after this time. Ends for the job that waits, too, when something else is said.
    Late(Duration),
    /// Never: the job is gone, without any event.
    Never,
}

/// The faults that wait to strike. A clone speaks to the same sandbox.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    planned: Arc<Mutex<Vec<Planned>>>,
    pushes: watch::Sender<Pushes>,
}

#[derive(Debug)]
struct Planned {
    when: When,
    fault: Fault,
    left: Option<u32>,
}

impl Faults {
    /// Strikes the next `times` requests that fit.
    pub fn next(&self, times: u32, when: When, fault: Fault) {
        self.add(Planned { when, fault, left: Some(times) });
    }

    /// Strikes every request that fits, until [`Faults::clear`].
    pub fn always(&self, when: When, fault: Fault) {
        self.add(Planned { when, fault, left: None });
    }

    /// All is well again.
    pub fn clear(&self) {
        self.lock().clear();
        self.pushes(Pushes::InTime);
    }

    /// Says how provisioning jobs come from now on.
    pub fn pushes(&self, pushes: Pushes) {
        self.pushes.send_replace(pushes);
    }

    /// Waits as long as the next job is late; false when it never comes.
    pub(crate) async fn hold(&self) -> bool {
        let mut told = self.pushes.subscribe();
        let now = *told.borrow_and_update();
        if let Pushes::Late(time) = now {
            let _ = tokio::time::timeout(time, told.changed()).await;
        }
        *self.pushes.borrow() != Pushes::Never
    }

    /// Uses up a fault that lets any token in.
    pub(crate) fn lets_in(&self, side: Side, method: &str, path: &str) -> bool {
        self.take(side, method, path, |fault| *fault == Fault::AnyToken).is_some()
    }

    /// Uses up the first other fault that fits.
    pub(crate) fn strike(&self, side: Side, method: &str, path: &str) -> Option<Fault> {
        self.take(side, method, path, |fault| *fault != Fault::AnyToken)
    }

    fn add(&self, planned: Planned) {
        self.lock().push(planned);
    }

    fn take(&self, side: Side, method: &str, path: &str, wanted: impl Fn(&Fault) -> bool) -> Option<Fault> {
        let mut planned = self.lock();
        let at = planned.iter().position(|entry| wanted(&entry.fault) && entry.when.hits(side, method, path))?;
        let fault = planned[at].fault.clone();
        if let Some(left) = planned[at].left.as_mut() {
            *left = left.saturating_sub(1);
            if *left == 0 {
                planned.remove(at);
            }
        }
        Some(fault)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Planned>> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Spoils the numbers of a list response, as [`Fault::WrongTotals`] and [`Fault::NumbersAsText`] say.
pub(crate) fn spoil(fault: &Fault, body: &mut Value, count: Option<i64>) {
    let Some(fields) = body.as_object_mut().filter(|fields| fields.contains_key("totalResults")) else { return };
    match fault {
        Fault::WrongTotals(by) => {
            let total = fields["totalResults"].as_i64().unwrap_or_default();
            fields.insert("totalResults".into(), (total + by).into());
            if let Some(count) = count {
                fields.insert("itemsPerPage".into(), count.into());
            }
        }
        Fault::NumbersAsText => {
            for name in ["totalResults", "startIndex", "itemsPerPage"] {
                if let Some(number) = fields.get_mut(name) {
                    *number = Value::String(number.to_string());
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_planned_and_only_what_fits() {
        let faults = Faults::default();
        faults.next(2, When::of(Side::Scim, "POST", "/Users"), Fault::Drop);
        assert_eq!(faults.strike(Side::Scim, "GET", "/v2/x/Users"), None);
        assert_eq!(faults.strike(Side::Okta, "POST", "/v2/x/Users"), None);
        assert_eq!(faults.strike(Side::Scim, "post", "/v2/x/Users"), Some(Fault::Drop));
        assert_eq!(faults.strike(Side::Scim, "POST", "/v2/x/Users"), Some(Fault::Drop));
        assert_eq!(faults.strike(Side::Scim, "POST", "/v2/x/Users"), None);
    }
}
