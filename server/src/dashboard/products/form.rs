//! The form of one product.

use axum::response::Html;
use leptos::prelude::*;
use serde::Deserialize;

use super::pairs;
use crate::dashboard::page::Frame;
use crate::dashboard::parts::form::{Line, OwnForm, Refused};
use crate::dashboard::parts::heading::Heading;
use crate::products::{Details, Product};

/// What the form sends; empty fields say nothing.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    pub sku: String,
    name: String,
    url: String,
    image: String,
    gtin: String,
    brand: String,
    category: String,
}

impl Fields {
    pub(super) fn of(product: Product) -> Self {
        let Product { sku, details, .. } = product;
        let said = Option::unwrap_or_default;
        Self {
            sku,
            name: details.name,
            url: said(details.url),
            image: said(details.image),
            gtin: said(details.gtin),
            brand: said(details.brand),
            category: said(details.category),
        }
    }

    pub(super) fn details(&self) -> Details {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Details {
            name: self.name.trim().to_owned(),
            url: said(&self.url),
            image: said(&self.image),
            gtin: said(&self.gtin),
            brand: said(&self.brand),
            category: said(&self.category),
        }
    }
}

/// The form of a product that is there, or of a new one.
pub(super) fn form(
    frame: &Frame,
    fields: Fields,
    known: Option<&str>,
    refused: Refused,
) -> Html<String> {
    let (title, action) = match known {
        Some(sku) => {
            ("Correct a product", frame.to(&format!("/products/edit?{}", pairs("sku", sku))))
        }
        None => ("Add a product", frame.to("/products/new")),
    };
    let sku = sku(&fields, known, &refused);
    let described = described(fields, &refused);
    let list = frame.to("/products");
    let content = view! {
        <p class="crumbs">
            <a href=list.clone()>"Products"</a>
        </p>
        <Heading title />
        <div class="card">
            <OwnForm action csrf=frame.csrf.clone() refused>
                {sku}
                {described}
                <div class="actions">
                    <button class="button">"Save"</button>
                    <a class="button quiet" href=list>
                        "Cancel"
                    </a>
                </div>
            </OwnForm>
        </div>
    };
    frame.page(title, content)
}

/// The SKU: fixed once there is a product, because answers refer to it.
fn sku(fields: &Fields, known: Option<&str>, refused: &Refused) -> AnyView {
    if let Some(sku) = known {
        return view! {
            <p class="quiet-text">
                "SKU "
                <code>
                    <bdi>{sku.to_owned()}</bdi>
                </code>
            </p>
        }
        .into_any();
    }
    view! {
        <Line
            name="sku"
            label="SKU"
            hint="Your own number of the product, as the page says it"
            value=fields.sku.clone()
            required=true
            refused=refused.clone()
        />
    }
    .into_any()
}

/// Everything that the owner may say of a product.
fn described(fields: Fields, refused: &Refused) -> AnyView {
    let refused = || refused.clone();
    view! {
        <Line name="name" label="Name" value=fields.name required=true refused=refused() />
        <Line name="url" label="Address of its page" kind="url" value=fields.url refused=refused() />
        <Line
            name="image"
            label="Address of its picture"
            kind="url"
            value=fields.image
            refused=refused()
        />
        <div class="columns">
            <Line name="brand" label="Brand" value=fields.brand refused=refused() />
            <Line name="category" label="Category" value=fields.category refused=refused() />
        </div>
        <Line
            name="gtin"
            label="GTIN"
            hint="The number under the bar code: 8, 12, 13 or 14 digits"
            value=fields.gtin
            refused=refused()
        />
    }
    .into_any()
}
