//! Where the snippet goes on the common shop systems.

use leptos::prelude::*;

use crate::dashboard::parts::copy::Copy;

/// One hint per shop system, folded.
#[component]
pub fn Platforms(
    /// The line to paste.
    snippet: String,
    /// The sources for a content security policy.
    policy: String,
) -> impl IntoView {
    let source = snippet.split('"').nth(1).unwrap_or_default().to_owned();

    view! {
        <section class="card stack">
            <h2>"Where it goes"</h2>
            <Plain />
            <Shopify />
            <WooCommerce snippet=snippet />
            <Magento policy />
            <NextJs source />
        </section>
    }
}

#[component]
fn Plain() -> impl IntoView {
    view! {
        <details>
            <summary>"Plain HTML, or your own templates"</summary>
            <p>
                "Paste it once, before " <code>"</head>"</code>
                " of the template that all pages share. Pasted twice it still runs once."
            </p>
        </details>
    }
}

#[component]
fn Shopify() -> impl IntoView {
    view! {
        <details>
            <summary>"Shopify"</summary>
            <p>
                "Online Store → Themes → … → Edit code. Open " <code>"layout/theme.liquid"</code>
                " and paste it before " <code>"</head>"</code> "."
            </p>
            <p>
                <strong>"Thank-you and order status pages need another way."</strong>
                " Shopify runs no pasted script there, nor in the checkout. Ask about ordering on the customer's next visit instead: open the survey and choose pages of your storefront in place of “Thank-you page”."
            </p>
        </details>
    }
}

#[component]
fn WooCommerce(snippet: String) -> impl IntoView {
    let hook = format!("add_action('wp_head', function () {{ ?>\n{snippet}\n<?php }});");

    view! {
        <details>
            <summary>"WooCommerce"</summary>
            <p>
                "Put this into " <code>"functions.php"</code>
                " of your child theme, or the line alone into a plugin for header scripts. The page after an order is an ordinary page: surveys work there."
            </p>
            <Copy text=hook label="the hook for WordPress" />
        </details>
    }
}

#[component]
fn Magento(policy: String) -> impl IntoView {
    view! {
        <details>
            <summary>"Magento, Adobe Commerce"</summary>
            <p>
                "Content → Design → Configuration → Edit → HTML Head → Scripts and Style Sheets. Then flush the cache."
            </p>
            <p>
                "Magento enforces a content security policy, on its payment pages first: let a module's "
                <code>"csp_whitelist.xml"</code> " allow " <code>{policy}</code> "."
            </p>
        </details>
    }
}

#[component]
fn NextJs(source: String) -> impl IntoView {
    let code = format!(
        "import Script from \"next/script\";\n\n<Script src=\"{source}\" strategy=\"afterInteractive\" />"
    );

    view! {
        <details>
            <summary>"Next.js and other single-page shops"</summary>
            <p>
                "In " <code>"app/layout.tsx"</code>
                ", inside the body. Moving between pages without loading them is noticed."
            </p>
            <Copy text=code label="the component for Next.js" />
        </details>
    }
}
