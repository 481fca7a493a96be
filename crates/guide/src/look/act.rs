//! Proofs from ConfigCat's audit log: they prove an act, not the present state.

use super::{Draft, Look, reach, time};
use crate::facts::{AuditEntry, AuditLog, Facts};
use crate::model::Witness;

/// What every proof from the audit log has to say of itself.
pub(crate) const ACT_ONLY: &str = "It proves the act, not the present state.";

/// The newest entry of one of these types.
pub(crate) fn last<'a>(log: &'a AuditLog, kinds: &[&str]) -> Option<&'a AuditEntry> {
    log.entries.iter().filter(|entry| kinds.contains(&entry.kind.as_str())).max_by_key(|entry| time::parse(&entry.at))
}

/// `on 12 May 2026, 14:02 UTC, by ana@whisker.co`.
pub(crate) fn when_and_who(entry: &AuditEntry) -> String {
    let at = time::words(&entry.at);
    if entry.by.is_empty() { format!("on {at}") } else { format!("on {at}, by {}", entry.by) }
}

/// The entry as evidence: its type, and ConfigCat's words as they came.
pub(crate) fn evidence(entry: &AuditEntry) -> String {
    let mut text = format!("{} {}", entry.kind, when_and_who(entry));
    if !entry.details.trim().is_empty() {
        text.push_str(": ");
        text.push_str(entry.details.trim());
    }
    text
}

/// An act that the audit log can tell of.
pub(crate) struct Act {
    /// Id and title of the point.
    pub(crate) point: (&'static str, &'static str),
    /// Types that prove it.
    pub(crate) kinds: &'static [&'static str],
    /// Types that take it back.
    pub(crate) undone: &'static [&'static str],
    /// Headline's beginning, e.g. `A domain was verified`.
    pub(crate) done_words: &'static str,
    /// Headline's beginning when it was taken back, e.g. `A domain was removed`.
    pub(crate) undone_words: &'static str,
}

impl Act {
    /// Proven by the newest act, unless something was taken back after it: then nobody can tell from outside what stands.
    pub(crate) fn look(&self, facts: &Facts) -> Look {
        let log = reach::audit(facts)?;
        let mut draft = Draft::new(facts).saw(Witness::ConfigCat);
        let (id, title) = self.point;
        let done = last(log, self.kinds);
        if let Some(undone) = last(log, self.undone)
            && done.is_none_or(|done| time::later(&undone.at, &done.at))
        {
            if let Some(done) = done {
                draft.ok(id, title, evidence(done));
            }
            draft.warn(&format!("{id}-undone"), self.undone_words, evidence(undone));
            return Ok(draft.unseen(
                format!("{} {}", self.undone_words, when_and_who(undone)),
                "Whether another one stands, the audit log does not show. Look in ConfigCat, then do the step again or tick it.",
            ));
        }
        let Some(done) = done else { return Ok(not_in_log(draft, log, id, title)) };
        draft.ok(id, title, evidence(done));
        Ok(draft.proven_but(format!("{} {}", self.done_words, when_and_who(done)), ACT_ONLY))
    }
}

/// The log says nothing of it: it may have been done before the log begins.
pub(crate) fn not_in_log(mut draft: Draft<'_>, log: &AuditLog, id: &str, title: &str) -> crate::model::Proof {
    draft.blind(id, title, format!("not in the audit log of the last {} days", log.days));
    draft.unseen(
        format!("ConfigCat’s audit log of the last {} days does not show it", log.days),
        "Your plan may keep less than that. If it was done before the log begins, tick the step.",
    )
}

/// How an act stands beside the moment at which the plan was last edited.
pub(crate) enum SinceEdit<'a> {
    /// The act came after the last edit, or the plan's edit is not known.
    Done(&'a AuditEntry),
    /// The plan was edited after the last act, or within the days that every plan keeps with no act since.
    PlanAhead(Option<&'a AuditEntry>),
    /// Neither the act nor a plan edit falls into the log.
    NotInLog,
}

/// Compares the newest act of this type with the plan's last edit.
pub(crate) fn since_edit<'a>(facts: &Facts, log: &'a AuditLog, kind: &str, edited_at: Option<&str>) -> SinceEdit<'a> {
    match (last(log, &[kind]), edited_at) {
        (Some(act), Some(edited)) if time::later(edited, &act.at) => SinceEdit::PlanAhead(Some(act)),
        (Some(act), _) => SinceEdit::Done(act),
        (None, Some(edited)) if time::parse(edited) > time::days_before(&facts.now, log.days.min(LEAST_KEPT_DAYS)) => {
            SinceEdit::PlanAhead(None)
        }
        (None, _) => SinceEdit::NotInLog,
    }
}

/// Whether ConfigCat's rules or their order are older than the plan, as far as the audit log tells.
pub(crate) fn plan_is_ahead(facts: &Facts, log: &AuditLog) -> bool {
    let plan = facts.plan.as_ref();
    let rules = plan.and_then(|plan| plan.rules_edited_at.as_deref());
    let order = plan.and_then(|plan| plan.order_edited_at.as_deref());
    [(RULE_CHANGED, rules), (REORDERED, order)]
        .into_iter()
        .any(|(kind, edited)| matches!(since_edit(facts, log, kind, edited), SinceEdit::PlanAhead(_)))
}

/// Every plan keeps the audit log this long; how long yours does, no API tells.
const LEAST_KEPT_DAYS: u32 = 7;

/// A group's permissions were set.
pub(crate) const RULE_CHANGED: &str = "syncGroupProvisioningRuleChanged";
/// The priority was set.
pub(crate) const REORDERED: &str = "syncGroupsReordered";
