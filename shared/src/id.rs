//! Typed ids. Each prints with a prefix that tells what it names, and parses back.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not an id of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadId {
    expected: &'static str,
}

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected an id like {}", self.expected)
    }
}

impl std::error::Error for BadId {}

macro_rules! prefixed_ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "std::borrow::Cow<'_, str>", into = "String")]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(Uuid);

        impl $name {
            /// Names the thing that this UUID stands for.
            pub fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The id without its prefix.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let bad = BadId { expected: concat!($prefix, "_0199a3c2d4e57b608f1a2b3c4d5e6f70") };
                let simple = text.strip_prefix(concat!($prefix, "_")).ok_or(bad)?;
                if simple.len() != 32 {
                    return Err(bad);
                }
                Uuid::try_parse(simple).map(Self).map_err(|_| bad)
            }
        }

        impl TryFrom<std::borrow::Cow<'_, str>> for $name {
            type Error = BadId;

            fn try_from(text: std::borrow::Cow<'_, str>) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    )*};
}

prefixed_ids! {
    /// Names a shop.
    ShopId "sh";
    /// Names a survey of a shop.
    SurveyId "sv";
    /// Names a response as its shop sees it; made one way from its [`ResponseId`].
    ResponseKey "rs";
    /// Names a review.
    ReviewId "rv";
    /// Names a photo of a review.
    PhotoId "ph";
    /// Names an owner's account.
    OwnerId "ow";
    /// Names a key to the owner API.
    ApiKeyId "ak";
}

/// A response's id, made by the browser: a `UUIDv7`.
///
/// Whoever knows it can change the response, so it is a secret between that browser and
/// the server and is kept nowhere; the shop sees a [`ResponseKey`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "std::borrow::Cow<'_, str>", into = "String")]
pub struct ResponseId(Uuid);

impl ResponseId {
    /// Makes an id of the time now, in milliseconds since 1970, and ten random bytes.
    pub fn from_parts(unix_ms: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid())
    }

    /// The id as a UUID.
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Debug for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseId(secret)")
    }
}

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.hyphenated())
    }
}

impl FromStr for ResponseId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = BadId { expected: "0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70, a UUID of version 7" };
        let uuid = Uuid::try_parse(text).map_err(|_| bad)?;
        if uuid.get_version_num() == 7 { Ok(Self(uuid)) } else { Err(bad) }
    }
}

impl TryFrom<std::borrow::Cow<'_, str>> for ResponseId {
    type Error = BadId;

    fn try_from(text: std::borrow::Cow<'_, str>) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<ResponseId> for String {
    fn from(id: ResponseId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_prints_with_its_prefix_and_parses_back() {
        let id = ShopId::new(Uuid::from_u128(0x0199_a3c2_d4e5_7b60_8f1a_2b3c_4d5e_6f70));

        let text = id.to_string();

        assert_eq!(text, "sh_0199a3c2d4e57b608f1a2b3c4d5e6f70");
        assert_eq!(text.parse(), Ok(id));
    }

    #[test]
    fn an_id_of_another_kind_or_form_is_refused() {
        for text in [
            "sv_0199a3c2d4e57b608f1a2b3c4d5e6f70",
            "0199a3c2d4e57b608f1a2b3c4d5e6f70",
            "sh_0199a3c2-d4e5-7b60-8f1a-2b3c4d5e6f70",
            "sh_",
            "",
        ] {
            assert!(text.parse::<ShopId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_response_id_is_a_uuid_of_version_7_and_never_printed_by_accident() {
        let id = ResponseId::from_parts(1_758_000_000_000, [7; 10]);

        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(format!("{id:?}"), "ResponseId(secret)");
        assert!("f47ac10b-58cc-4372-a567-0e02b2c3d479".parse::<ResponseId>().is_err());
    }
}
