//! What the server says of its API, and whether that is true of an answer.

use jsonschema::Draft;
use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::client::Got;
use crate::shop::Server;

/// The OpenAPI document of a server.
#[derive(Clone, Debug)]
pub struct Description(pub Value);

/// One method of one path in it.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// The method.
    pub method: Method,
    /// The path as it is declared.
    pub path: &'a str,
    item: &'a Value,
    said: &'a Value,
}

impl Description {
    /// Asks a server for it.
    pub async fn of(server: &Server) -> Self {
        Self(server.http.get("/openapi.json").await.ok().json())
    }

    /// Everything that it describes.
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let paths = self.0["paths"].as_object().expect("it has paths");
        let methods = |path, item| {
            let methods = object(item).iter().filter(|(name, _)| *name != "parameters");
            methods.map(move |(name, said)| {
                let method = name.to_uppercase().parse().expect("it describes real methods");
                Operation { method, path, item, said }
            })
        };
        paths.iter().flat_map(|(path, item)| methods(path.as_str(), item)).collect()
    }

    /// What it says of one method of a path.
    pub fn operation(&self, method: &Method, path: &str) -> Option<Operation<'_>> {
        self.operations().into_iter().find(|found| found.method == *method && found.path == path)
    }

    /// The parameters of an operation.
    pub fn parameters<'a>(&'a self, operation: &Operation<'a>) -> Vec<&'a Value> {
        let all = [operation.item, operation.said].into_iter();
        let all = all.filter_map(|owner| owner["parameters"].as_array()).flatten();
        all.map(|parameter| self.resolved(parameter)).collect()
    }

    /// Fails unless an operation may answer like this.
    #[track_caller]
    pub fn assert_answer(&self, operation: &Operation<'_>, got: &Got) {
        let Operation { method, path, said, .. } = operation;
        let about = format!("{method} {path} answered {}", got.status);
        let answers = &said["responses"];
        let status = got.status.to_string();
        let answer = answers.get(&status).unwrap_or_else(|| panic!("{about}: {}", got.text()));
        let answer = self.resolved(answer);
        for (name, header) in answer["headers"].as_object().into_iter().flatten() {
            let there = !got.header(name).is_empty();
            assert!(there || self.resolved(header)["required"] != true, "{about} without {name}");
        }
        let Some(content) = answer["content"].as_object() else {
            assert_eq!(got.text(), "", "{about}: a body that is not described");
            return;
        };
        let media = got.header("content-type").split(';').next().unwrap_or_default();
        let described = content.get(media).unwrap_or_else(|| panic!("{about} with {media:?}"));
        if media.ends_with("json") {
            self.assert_valid(&described["schema"], &got.json(), &about);
        }
    }

    /// Fails unless a value is as a schema says, without a field that the schema does not know.
    #[track_caller]
    pub fn assert_valid(&self, schema: &Value, value: &Value, about: &str) {
        let mut whole = self.closed(schema);
        whole["components"] = json!({ "schemas": self.closed(&self.0["components"]["schemas"]) });
        let options = jsonschema::options().with_draft(Draft::Draft202012);
        let validator = options.should_validate_formats(true).build(&whole);
        let validator = validator.unwrap_or_else(|error| panic!("{about}: {error}"));
        let wrong: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{about}: {wrong:#?} in {value:#}");
    }

    /// What stands where a value only refers to it.
    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
            Some(place) => self.0.pointer(place).unwrap_or_else(|| panic!("nothing is at {place}")),
            None => value,
        }
    }

    /// The same schema, which also refuses fields that it does not name. Clients must not do
    /// that; a test must, or a new field would never be described.
    fn closed(&self, schema: &Value) -> Value {
        match schema {
            Value::Object(fields) if fields.contains_key("allOf") => {
                self.closed(&self.merged(fields))
            }
            Value::Object(fields) => {
                let closed = fields.iter().map(|(name, field)| (name.clone(), self.closed(field)));
                let mut closed: Map<String, Value> = closed.collect();
                if fields.get("properties").is_some_and(Value::is_object) {
                    closed.entry("additionalProperties").or_insert(false.into());
                }
                closed.into()
            }
            Value::Array(items) => items.iter().map(|item| self.closed(item)).collect(),
            other => other.clone(),
        }
    }

    /// Several objects as one that has the fields of all.
    fn merged(&self, fields: &Map<String, Value>) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for part in fields["allOf"].as_array().expect("it lists schemas") {
            let part = self.resolved(part);
            properties.extend(object(&part["properties"]).clone());
            required.extend(part["required"].as_array().cloned().unwrap_or_default());
        }
        json!({ "type": "object", "properties": properties, "required": required })
    }
}

impl<'a> Operation<'a> {
    /// Whether anybody may call it.
    pub fn is_public(&self) -> bool {
        self.said["security"].as_array().is_some_and(Vec::is_empty)
    }

    /// The schema and the example of its body, if it takes one.
    pub fn body(&self) -> Option<(&'a Value, &'a Value)> {
        let content = self.said["requestBody"]["content"].get("application/json")?;
        Some((&content["schema"], &content["example"]))
    }
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("an object")
}
