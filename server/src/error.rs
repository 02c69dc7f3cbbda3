//! Why a request failed, as `application/problem+json` (RFC 9457) for programs and as a page
//! for people; causes are logged once, by the `log` layer.

use std::borrow::Cow;
use std::sync::Arc;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use shared::invalid::Invalid;

/// Why a request failed, from the client's point of view.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request cannot be read at all: 400.
    #[error("{reason}")]
    Unreadable {
        /// Which part of it.
        field: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// The client sent a value that is not acceptable: 422.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Nobody is signed in, or the key is not known: 401.
    #[error("sign in, or send a valid key as `Authorization: Bearer …`")]
    Unauthorized,
    /// It is known who asks, and they may not: 403.
    #[error("{reason}")]
    Forbidden {
        /// Which part of the request shows it.
        field: &'static str,
        /// Why not.
        reason: Cow<'static, str>,
    },
    /// Nothing of that kind exists in this shop: 404.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// There is such a page, but not for this method: 405.
    #[error("there is no {method} here")]
    NoSuchMethod {
        /// What was tried.
        method: Method,
    },
    /// It contradicts what is stored: 409.
    #[error("{reason}")]
    Conflict {
        /// Which part of the request does.
        field: &'static str,
        /// How.
        reason: &'static str,
    },
    /// The request took longer to arrive, or to be answered, than any does: 408.
    #[error("the request took too long")]
    TooSlow,
    /// The body is larger than any that makes sense: 413.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
    /// This visitor, or this shop, sends more than it may: 429.
    #[error("too many requests; try again in {retry_seconds} seconds")]
    TooMany {
        /// When the next one will be taken.
        retry_seconds: u64,
    },
    /// The server has no room for this request now, and nothing of it was kept: 503.
    #[error("busy ({0}); try again shortly")]
    Busy(&'static str),
    /// The server failed; the client learns only that it did: 500.
    #[error("database: {0}")]
    Database(sqlx::Error),
    /// The server failed in another way: 500.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// The status that it becomes.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable { .. } => StatusCode::BAD_REQUEST,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Forbidden { .. } => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::NoSuchMethod { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A stable name of the kind of problem, for programs.
    fn kind(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "urn:candor:problem:unreadable",
            Self::Invalid(_) => "urn:candor:problem:invalid",
            Self::Unauthorized => "urn:candor:problem:unauthorized",
            Self::Forbidden { .. } => "urn:candor:problem:forbidden",
            Self::NotFound(_) => "urn:candor:problem:not-found",
            Self::NoSuchMethod { .. } => "urn:candor:problem:no-such-method",
            Self::Conflict { .. } => "urn:candor:problem:conflict",
            Self::TooSlow => "urn:candor:problem:too-slow",
            Self::TooLarge(_) => "urn:candor:problem:too-large",
            Self::TooMany { .. } => "urn:candor:problem:too-many",
            Self::Busy(_) => "urn:candor:problem:busy",
            Self::Database(_) | Self::Internal(_) => "urn:candor:problem:internal",
        }
    }

    /// Which part of the request is meant, if it is one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid(invalid) => Some(&invalid.field),
            Self::Unreadable { field, .. }
            | Self::Forbidden { field, .. }
            | Self::Conflict { field, .. } => Some(field),
            Self::NotFound(what) => Some(what),
            Self::TooLarge(_) => Some("body"),
            Self::NoSuchMethod { .. } => Some("method"),
            Self::Unauthorized
            | Self::TooSlow
            | Self::TooMany { .. }
            | Self::Busy(_)
            | Self::Database(_)
            | Self::Internal(_) => None,
        }
    }

    /// When it makes sense to try again, if it does.
    fn retry_seconds(&self) -> Option<u64> {
        match self {
            Self::TooMany { retry_seconds } => Some(*retry_seconds),
            Self::Busy(_) => Some(5),
            _ => None,
        }
    }

    /// Whether the same request may succeed later.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    /// A word for each kind, to count by.
    pub fn word(&self) -> &'static str {
        self.kind().rsplit(':').next().unwrap_or_default()
    }

    /// What the client may read: never why the server itself failed.
    pub fn detail(&self) -> String {
        match self {
            Self::Invalid(invalid) => invalid.reason.to_string(),
            Self::Database(_) | Self::Internal(_) => {
                "The server could not handle the request.".to_owned()
            }
            _ => self.to_string(),
        }
    }
}

/// A database that is away or has no room makes a busy server, not a broken one: the same
/// request may succeed later.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Busy("no connection"),
            sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::Protocol(_) => {
                Self::Busy("the database is away")
            }
            sqlx::Error::Database(cause) => match cause.code().as_deref().and_then(away) {
                Some(why) => Self::Busy(why),
                None => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

/// Why a database cannot write now, by its code: result codes of `SQLite`, whose lowest byte is
/// the kind, or an SQLSTATE of Postgres.
fn away(code: &str) -> Option<&'static str> {
    if code.len() == 5 {
        return match &code[..2] {
            "53" => Some("the database has no room"),
            "08" => Some("the database is away"),
            // Serialization failures and deadlocks are over when they are told.
            "40" => Some("other transactions were in the way"),
            _ if matches!(code, "57P01" | "57P02" | "57P03") => Some("the database is away"),
            // A server that only reads: a replica that has not taken over yet.
            _ if code == "25006" => Some("the database is read-only"),
            _ => None,
        };
    }
    match code.parse::<u32>().ok()? & 0xff {
        5 | 6 => Some("the database is locked"),
        8 => Some("the database is read-only"),
        10 => Some("the disk fails"),
        13 => Some("the disk is full"),
        14 => Some("the database cannot be opened"),
        _ => None,
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut body = json!({
            "type": self.kind(),
            "title": status.canonical_reason(),
            "status": status.as_u16(),
            "detail": self.detail(),
        });
        if let Some(field) = self.field() {
            body["field"] = field.into();
        }
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, body.to_string()).into_response();
        if let Some(seconds) = self.retry_seconds() {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(Arc::new(self)); // the `log` layer reads it
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_or_full_is_told_from_a_statement_that_is_wrong() {
        for code in ["53100", "53300", "57P01", "08006", "40P01", "5", "13", "10", "4618", "14"] {
            assert!(away(code).is_some(), "{code}");
        }
        for code in ["23505", "23503", "42P01", "22021", "1", "19", "2067"] {
            assert!(away(code).is_none(), "{code}");
        }
    }
}
