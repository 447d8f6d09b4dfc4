//! The office's own templates: a .docx with fields like `{{姓名}}`, filled for people.
//!
//! `package` unpacks within bounds, `parts` finds the fields in the XML and keeps all else as it is, `fields` says what
//! each stands for, `fill` puts the packages together again.
//!
//! Absent on purpose: loops and conditions. A template is a page about one person.

mod fields;
mod fill;
mod package;
mod parts;

use super::Desk;
use crate::{
    domain::{Inputs, PersonId, TemplateFault},
    rules::Evaluation,
};
use fields::MergeField;
use package::Package;
use parts::{Part, Piece};
use std::collections::BTreeMap;

/// A template, looked through and ready to be filled.
pub struct Template {
    package: Package,
    /// The document.
    document: Part,
    /// Headers and footers by the id of their relation to the document.
    edges: BTreeMap<String, Edge>,
}

/// A header or footer.
struct Edge {
    /// Its name in the package.
    name: String,
    part: Part,
    is_header: bool,
}

/// A field that nobody knows, with the known ones that look like it.
pub type Unknown = (String, Vec<String>);

impl Template {
    /// Looks a template through.
    ///
    /// # Errors
    /// [`TemplateFault`]: it is no .docx, it is damaged, or it is too large.
    pub fn open(bytes: &[u8]) -> Result<Template, TemplateFault> {
        let package = Package::open(bytes)?;
        let document = Part::read(package.sound(package.document())?)?;
        let mut edges = BTreeMap::new();
        for relation in package.relations()? {
            let is_header = relation.kind.ends_with("/header");
            if is_header || relation.kind.ends_with("/footer") {
                let part = Part::read(package.sound(&relation.target)?)?;
                edges.insert(relation.id, Edge { name: relation.target, part, is_header });
            }
        }
        Ok(Template { package, document, edges })
    }

    /// The names of all fields that a template can have.
    pub fn field_names() -> impl Iterator<Item = &'static str> {
        fields::names()
    }

    /// The fields that are known, each with how often it stands in the template, in the order of their appearance.
    pub fn fields(&self) -> Vec<(String, u32)> {
        let mut fields: Vec<(String, u32)> = Vec::new();
        for name in self.names().filter(|name| MergeField::named(name).is_some()) {
            match fields.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => fields.push((name.to_owned(), 1)),
            }
        }
        fields
    }

    /// The fields that nobody knows, each once; a field that isn't closed is one of them.
    pub fn unknown(&self) -> Vec<Unknown> {
        let mut unknown: Vec<Unknown> = Vec::new();
        let open = self.all_parts().flat_map(|part| part.unclosed.iter().map(String::as_str));
        for name in self.names().filter(|name| MergeField::named(name).is_none()).chain(open) {
            if !unknown.iter().any(|(known, _)| known == name) {
                unknown.push((name.to_owned(), fields::alike(name)));
            }
        }
        unknown
    }

    fn all_parts(&self) -> impl Iterator<Item = &Part> {
        std::iter::once(&self.document).chain(self.edges.values().map(|edge| &edge.part))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let pieces = self.all_parts().flat_map(|part| &part.pieces);
        pieces.filter_map(|piece| match piece {
            Piece::Field(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// One file with a new page, and a new section, for each person. Fields that nobody knows are left empty.
    ///
    /// # Errors
    /// [`TemplateFault`]: the package is built so oddly that nothing can be added to it.
    pub fn fill(
        &self,
        inputs: &Inputs,
        evaluation: &Evaluation,
        people: &[PersonId],
    ) -> Result<Vec<u8>, TemplateFault> {
        fill::fill(self, Desk { inputs, evaluation }, people)
    }
}
