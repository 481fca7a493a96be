//! Writes the TypeScript of the window: every type that crosses, and the table of commands.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{commands, wire::Event};

/// Gathers commands and the types they use.
pub(crate) struct Commands {
    config: Config,
    types: BTreeMap<String, String>,
    table: String,
}

struct Visit<'a>(&'a mut Commands);

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.0.add::<T>();
    }
}

impl Commands {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            T::visit_generics(&mut Visit(self));
            T::visit_dependencies(&mut Visit(self));
            return;
        }
        let name = T::ident(&self.config);
        let docs = T::docs().map(|docs| jsdoc(&docs, "")).unwrap_or_default();
        let declaration = format!("{docs}export {}\n", T::decl(&self.config));
        if let Some(known) = self.types.get(&name) {
            assert!(*known == declaration, "two types that cross to the window are called {name}");
            return;
        }
        self.types.insert(name, declaration);
        T::visit_generics(&mut Visit(self));
        T::visit_dependencies(&mut Visit(self));
    }

    pub(crate) fn command<Request: TS + 'static, Reply: TS + 'static>(&mut self, name: &str, docs: &[&str]) {
        self.add::<Request>();
        self.add::<Reply>();
        let docs = docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let (request, reply) = (Request::name(&self.config), Reply::name(&self.config));
        let _ = writeln!(self.table, "  /** {docs} */\n  {name}: {{ request: {request}; reply: {reply} }};");
    }
}

fn jsdoc(docs: &str, indent: &str) -> String {
    // ts-rs hands the doc comment over either bare or already wrapped.
    if docs.trim_start().starts_with("/**") {
        return docs.to_owned();
    }
    let text = docs.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    format!("{indent}/** {text} */\n")
}

/// The whole file, as it stands in `ui/src/lib/generated/api.ts`.
pub fn typescript() -> String {
    // JSON never yields a bigint, so none is asked for.
    let config = Config::new().with_large_int("number");
    let mut out = Commands { config, types: BTreeMap::new(), table: String::new() };
    commands::describe(&mut out);
    out.add::<Event>();
    out.add::<crate::wire::Problem>();
    let mut text =
        String::from("// Written from crates/app by `cargo run -p catflap-app --example typescript`. Do not edit.\n\n");
    for declaration in out.types.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    let _ = write!(
        text,
        "/** Every command: what it takes and what it gives. */\nexport type Commands = {{\n{}}};\n",
        out.table
    );
    text
}
