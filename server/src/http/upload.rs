//! A form with a file in it (`multipart/form-data`).

use std::collections::HashMap;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::StatusCode;
use axum::routing::MethodRouter;
use shared::invalid::{Invalid, Reason};

use super::extract::MAX_BODY;
use crate::app::App;
use crate::error::Error;

/// Most bytes of one file.
const MAX_FILE: usize = 10 * 1024 * 1024;
/// Most bytes of a form that are read. More than are kept, so that whoever sends too many is told
/// so and does not see the connection break.
const MAX_READ: usize = 2 * MAX_FILE;

/// The first file of a form, if one was chosen, and its other fields.
pub struct Upload {
    /// What is in the file.
    pub file: Option<Vec<u8>>,
    /// The other fields.
    pub fields: HashMap<String, String>,
}

/// Lets a route take files.
pub fn taking(route: MethodRouter<App>) -> MethodRouter<App> {
    route.layer(DefaultBodyLimit::max(MAX_READ))
}

impl FromRequest<App> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let form = Multipart::from_request(request, app).await;
        let mut form = form.map_err(|_| unreadable("send a form: multipart/form-data"))?;
        let (mut file, mut fields, mut too_large) = (None, HashMap::new(), None);
        while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let is_file = field.file_name().is_some();
            let limit = if is_file { MAX_FILE } else { MAX_BODY };
            let Some(bytes) = read(field, limit).await? else {
                too_large = Some(limit);
                continue;
            };
            if is_file {
                // A file that was not chosen is there, too, without a byte and without a name.
                file = file.or(Some(bytes).filter(|bytes| !bytes.is_empty()));
            } else {
                fields.insert(name.clone(), text(name, &bytes)?);
            }
        }
        too_large.map_or(Ok(Self { file, fields }), |limit| Err(Error::TooLarge(limit)))
    }
}

/// The bytes of a field; none where they are more than `limit`.
async fn read(mut field: Field<'_>, limit: usize) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        bytes = bytes.filter(|bytes: &Vec<u8>| bytes.len() + chunk.len() <= limit);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

fn text(name: String, bytes: &[u8]) -> Result<String, Error> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    Ok(text.ok_or_else(|| Invalid::new(name, Reason::Character))?.to_owned())
}

fn broken(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::TooLarge(MAX_FILE);
    }
    unreadable("the form broke off")
}

fn unreadable(reason: &str) -> Error {
    Error::Unreadable { field: "body", reason: reason.to_owned() }
}
