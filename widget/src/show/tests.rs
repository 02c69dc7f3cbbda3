//! What a reader of a display sees.

use shared::id::ReviewId;
use shared::locale::locale;
use shared::review::{Provenance, Reply};
use shared::time::Timestamp;

use super::*;

fn review(text: &str) -> PublishedReview {
    PublishedReview {
        id: "rv_0199a3c2d4e57b608f1a2b3c4d5e6f70".parse::<ReviewId>().unwrap(),
        product: Some("MUG-01".to_owned()),
        stars: 4,
        title: String::new(),
        text: text.to_owned(),
        author: String::new(),
        language: None,
        published_at: at("2026-03-12T08:30:00Z"),
        edited: false,
        verified: false,
        provenance: Provenance::Spontaneous,
        helpful: 0,
        photos: Vec::new(),
        reply: None,
    }
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn page(language: &str, items: Vec<PublishedReview>) -> ReviewsPage {
    ReviewsPage {
        words: locale(language, "en"),
        shop: "Mug & Sons".to_owned(),
        summary: Summary::of([3, 4, 0, 62, 1_332]),
        items,
        choice: Choice::default(),
        found: 1_401,
        controls: None,
        openness: Openness::default(),
        links: Links {
            api: "/v1/reviews".to_owned(),
            all: "/r".to_owned(),
            by_stars: [1, 2, 3, 4, 5].map(|stars| format!("/r?stars={stars}&product=MUG-01")),
            next: None,
        },
        write: None,
    }
}

/// The display with one review in it.
fn shown(language: &str, review: PublishedReview) -> String {
    reviews(page(language, vec![review]))
}

/// What remains of HTML when its tags are taken away.
fn text(html: &str) -> String {
    let mut inside = false;
    let kept: String = html
        .chars()
        .filter(|c| match c {
            '<' => {
                inside = true;
                false
            }
            '>' if inside => {
                inside = false;
                false
            }
            _ => !inside,
        })
        .collect();
    kept.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The beginnings of the tags of some HTML.
fn tags(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|tag| tag.split([' ', '>', '/']).next())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn a_review_says_who_when_and_how_it_came_about() {
    let html = shown(
        "en",
        PublishedReview {
            title: "My favourite mug".to_owned(),
            author: "Ana".to_owned(),
            verified: true,
            edited: true,
            provenance: Provenance::Invited,
            helpful: 12,
            ..review("Holds exactly as much coffee as I want.")
        },
    );

    let text = text(&html);
    for said in [
        "My favourite mug",
        "Holds exactly as much coffee as I want.",
        "Ana",
        "12 March 2026",
        "Verified purchase",
        "Written after an invitation",
        "Edited",
        "12 people found this helpful",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(html.contains(r#"<time datetime="2026-03-12T08:30:00Z">"#), "{html}");
    assert!(html.contains(r#"aria-label="4 out of 5 stars""#), "{html}");
    assert!(html.contains(r#"data-review="rv_0199a3c2d4e57b608f1a2b3c4d5e6f70""#), "{html}");
}

#[test]
fn what_a_review_does_not_say_takes_no_room() {
    let html = shown("en", review(""));

    let text = text(&html);
    assert!(text.contains("Anonymous"), "{text}");
    assert!(!text.contains("Verified purchase") && !text.contains("Edited"), "{text}");
    assert!(!html.contains("candor-title") && !html.contains("candor-text"), "{html}");
}

#[test]
fn the_shop_s_reply_is_signed_and_dated() {
    let reply = Reply {
        text: "Sorry.\nWe sent another.".to_owned(),
        at: at("2026-03-14T10:00:00Z"),
        edited_at: None,
    };

    let text = text(&shown("en", PublishedReview { reply: Some(reply), ..review("Chipped.") }));

    assert!(text.contains("Reply from Mug & Sons14 March 2026Sorry.\nWe sent another."), "{text}");
}

#[test]
fn a_summary_counts_averages_and_leads_to_each_number_of_stars() {
    let html = reviews(page("en", Vec::new()));

    assert!(text(&html).contains("4.9"), "{html}");
    assert!(html.contains(r#"aria-label="4.9 out of 5 stars""#), "{html}");
    assert!(text(&html).contains("1,401 reviews"), "{html}");
    for (stars, links) in [(5, 1), (4, 1), (3, 0), (2, 1), (1, 1)] {
        let href = format!(r#"href="/r?stars={stars}&amp;product=MUG-01""#);
        assert_eq!(html.matches(&href).count(), links, "{stars}: {html}");
    }
    assert!(text(&html).contains("3 out of 5 stars 30"), "no reviews are counted too: {html}");
}

#[test]
fn a_share_is_drawn_to_a_tenth_of_a_per_cent_and_never_as_nothing() {
    let html = reviews(page("en", Vec::new()));

    let widths: Vec<_> =
        html.split("<rect").skip(1).filter_map(|rect| rect.split('"').nth(1)).collect();
    assert_eq!(widths, ["95.0%", "4.4%", "0.0%", "1.0%", "1.0%"]);
}

#[test]
fn a_chosen_number_of_stars_is_marked_and_can_be_left() {
    let choice = Choice { stars: Some(4), ..Choice::default() };

    let html = reviews(ReviewsPage { choice, found: 62, ..page("en", vec![review("Good.")]) });

    let chosen = html.split("<a").find(|link| link.contains(r#"aria-current="true""#)).unwrap();
    assert!(chosen.contains("stars=4"), "{chosen}");
    assert_eq!(html.matches("aria-current").count(), 1);
    assert!(html.contains(r#"href="/r""#) && text(&html).contains("All reviews"), "{html}");
    assert!(text(&html).contains("Showing 62 of 1,401"), "{html}");
}

#[test]
fn readers_choose_from_what_there_is_and_see_what_they_have_chosen() {
    let controls = Controls {
        action: "/reviews.html".to_owned(),
        kept: vec![("product", "MUG \"01\"".to_owned())],
        languages: vec!["nl".to_owned(), "de".to_owned()],
        verified: true,
    };
    let choice = Choice {
        language: Some("de".to_owned()),
        search: Some("<b>Henkel".to_owned()),
        sort: "lowest",
        ..Choice::default()
    };
    let all = |choice: &Choice| ReviewsPage {
        choice: choice.clone(),
        controls: Some(controls.clone()),
        ..page("en", vec![review("Gut.")])
    };

    let html = reviews(all(&choice));

    assert!(html.contains(r#"method="get" action="/reviews.html""#), "{html}");
    assert!(html.contains(r#"type="hidden" name="product" value="MUG &quot;01&quot;""#), "{html}");
    assert!(html.contains(r#"value="&lt;b&gt;Henkel""#), "{html}");
    let chosen: Vec<_> = html.split("<option").filter(|it| it.contains(" selected")).collect();
    assert_eq!(chosen.len(), 2, "{chosen:?}");
    assert!(text(chosen[0]).contains("Lowest rating") && text(chosen[1]).contains("Deutsch"));
    assert!(html.contains(r#"name="verified" value="true""#) && !html.contains(" checked"));

    let few = Controls { languages: vec!["nl".to_owned()], verified: false, ..controls.clone() };
    let html = reviews(ReviewsPage { controls: Some(few), ..page("en", Vec::new()) });
    assert!(!html.contains(r#"name="language""#) && !html.contains(r#"name="verified""#));
}

#[test]
fn no_reviews_of_that_kind_leaves_the_way_back_to_all() {
    let choice = Choice { search: Some("teapot".to_owned()), ..Choice::default() };

    let html = reviews(ReviewsPage { choice, found: 0, ..page("en", Vec::new()) });

    assert!(text(&html).contains("No review matches this.All reviews"), "{html}");
}

#[test]
fn without_reviews_the_first_is_asked_for() {
    let nothing =
        |write| ReviewsPage { summary: Summary::of([0; 5]), write, ..page("en", Vec::new()) };

    let html = reviews(nothing(Some("post \"purchase\"".to_owned())));
    assert!(text(&html).contains("No reviews yet. Be the first."), "{html}");
    assert!(html.contains(r#"data-candor-write="post &quot;purchase&quot;" hidden"#), "{html}");
    assert!(!html.contains("candor-bars"), "{html}");

    assert!(!reviews(nothing(None)).contains("data-candor-write"));
}

#[test]
fn more_reviews_are_a_link_away() {
    let mut page = page("en", vec![review("Good.")]);
    page.links.next = Some("https://f.example/reviews.html?cursor=a&product=x".to_owned());

    let html = reviews(page);

    let link = html.split("<a").find(|link| link.contains(r#"rel="next""#)).unwrap();
    assert!(link.contains("data-candor-page"), "{link}");
    assert!(link.contains(r#"href="https://f.example/reviews.html?cursor=a&amp;product=x""#));
    assert!(!reviews(self::page("en", Vec::new())).contains(r#"rel="next""#));
}

#[test]
fn what_somebody_typed_is_never_markup() {
    let hostile = "<script>alert(1)</script></style><img src=x onerror=alert(1)>\"'&<!><!-- &lt;b";
    let plain = tags(&shown("en", full("plain"))).join(" ");

    let html = shown("en", full(hostile));

    assert_eq!(tags(&html).join(" "), plain);
    // Title, text, author and reply.
    assert_eq!(text(&html).matches(hostile).count(), 4, "{html}");
    assert!(html.contains(r#"lang="&lt;script&gt;alert(1)"#), "{html}");

    let stars = stars(StarsPage {
        words: locale("en", "en"),
        products: vec![(hostile.to_owned(), Summary::of([0, 0, 0, 0, 1]))],
    });
    assert!(!tags(&stars).contains(&"script"), "{stars}");
    assert!(!stars.contains("onerror=alert(1)>\""), "{stars}");
}

/// A review that says the same everywhere.
fn full(said: &str) -> PublishedReview {
    PublishedReview {
        title: said.to_owned(),
        author: said.to_owned(),
        language: Some(said.to_owned()),
        reply: Some(Reply {
            text: said.to_owned(),
            at: at("2026-03-14T10:00:00Z"),
            edited_at: None,
        }),
        ..review(said)
    }
}

#[test]
fn a_text_keeps_its_lines_its_spaces_and_its_language() {
    let said = "Erste Zeile.\n\n  Zweite  Zeile. ";

    let html = shown("en", PublishedReview { language: Some("de".to_owned()), ..review(said) });

    assert!(html.contains(&format!(r#"lang="de" dir="auto" class="candor-text">{said}</p>"#)));
    assert!(shown("en", review("?")).contains(r#"lang="" dir="auto" class="candor-text">?</p>"#));
}

#[test]
fn a_long_text_is_all_there_and_can_be_unfolded_without_script() {
    let long = "word ".repeat(200);

    let html = shown("en", review(&long));

    assert!(html.contains(&long), "{html}");
    let switch = html.find("<details").unwrap();
    assert!(switch < html.find(&long).unwrap(), "the switch stands before its text: {html}");
    assert!(text(&html).contains("Read more") && text(&html).contains("Show less"));
    assert!(!shown("en", review("Short.")).contains("<details"));
}

#[test]
fn a_german_reads_german_dates_and_decimals() {
    let html = shown("de", review("Gut."));

    let text = text(&html);
    assert!(html.contains(r#"lang="de" dir="ltr""#), "{html}");
    assert!(html.contains(r#"aria-label="4,9 von 5 Sternen""#), "{html}");
    for said in ["4,9", "1.401 Bewertungen", "12. März 2026", "Anonym"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn arabic_runs_from_right_to_left() {
    let html = shown("ar", review("جيد"));

    assert!(html.contains(r#"lang="ar" dir="rtl""#), "{html}");
    for said in ["1,401 مراجعة", "12 مارس 2026"] {
        assert!(text(&html).contains(said), "{said}: {html}");
    }
}

#[test]
fn stars_of_several_products_stand_in_the_order_asked_for() {
    let html = stars(StarsPage {
        words: locale("nl", "en"),
        products: vec![
            ("MUG \"01\"".to_owned(), Summary::of([0, 0, 0, 1, 1])),
            ("BOWL".to_owned(), Summary::default()),
        ],
    });

    assert!(html.starts_with(r#"<div data-product="MUG &quot;01&quot;">"#), "{html}");
    let (mug, bowl) = html.split_once(r#"<div data-product="BOWL">"#).unwrap();
    assert!(text(mug).contains("4,5") && text(mug).contains("2 reviews"), "{mug}");
    assert!(!bowl.contains("<svg") && text(bowl).contains("0 reviews"), "{bowl}");
}

#[test]
fn halves_are_drawn_as_the_rule_says() {
    let drawn = |counts| {
        let html = stars(StarsPage {
            words: locale("en", "en"),
            products: vec![(String::new(), Summary::of(counts))],
        });
        html.split("<svg width=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next().map(str::to_owned))
    };

    assert_eq!(drawn([0, 0, 0, 1, 1]).as_deref(), Some("90"), "4.5");
    assert_eq!(drawn([0, 0, 0, 4, 1]).as_deref(), Some("80"), "4.2");
    assert_eq!(drawn([0, 0, 0, 1, 4]).as_deref(), Some("100"), "4.8");
}

#[test]
fn a_strict_page_finds_nothing_to_refuse() {
    let html = shown("en", full("said")) + &reviews(page("en", Vec::new()));

    for refused in [" style=", "<script", "<style", " onclick", " id=", "<!"] {
        assert!(!html.contains(refused), "{refused}: {html}");
    }
}

#[test]
fn a_row_shows_reviews_whatever_their_stars_and_says_how_they_came_about() {
    let critic = PublishedReview {
        stars: 1,
        title: "Leaks".to_owned(),
        provenance: Provenance::Incentivised,
        helpful: 3,
        ..review("At the foot.")
    };

    let html = carousel(CarouselPage { words: locale("en", "en"), items: vec![critic] });

    let text = text(&html);
    for said in ["Leaks", "At the foot.", "Anonymous", "12 March 2026", "Written for a reward"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(html.contains("data-candor-steer hidden") && !html.contains("<a "), "{html}");
    let none = carousel(CarouselPage { words: locale("en", "en"), items: Vec::new() });
    assert!(!none.contains("<ol") && !none.contains("<button"), "{none}");
}

#[test]
fn a_badge_says_what_all_reviews_come_to_and_keeps_its_panel_closed() {
    let html = badge(BadgePage {
        words: locale("de", "en"),
        summary: Summary::of([0, 0, 0, 1, 1]),
        reviews: "/reviews.html?locale=de".to_owned(),
    });

    assert!(text(&html).contains("4,5") && text(&html).contains("2 Bewertungen"), "{html}");
    let dialog = html.split("<dialog").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
    assert!(!dialog.contains(" open"), "{dialog}");
    assert!(html.contains(r#"data-candor-source="/reviews.html?locale=de""#), "{html}");
}

#[test]
fn the_button_to_write_is_not_there_where_no_survey_asks() {
    let words = locale("nl", "en");

    assert!(write(words, Some("ask".to_owned())).contains(r#"data-candor-write="ask" hidden"#));
    assert!(!write(words, None).contains("<button"));
}

#[test]
fn what_needs_a_script_is_hidden_until_there_is_one() {
    let html = reviews(ReviewsPage { write: Some("ask".to_owned()), ..page("en", Vec::new()) });

    let (before, form) = html.split_once("<form").unwrap();
    let (form, after) = form.split_once("</form>").unwrap();
    assert!(form.split('>').next().is_some_and(|tag| tag.contains(" hidden")), "{form}");

    let buttons: Vec<_> =
        [before, after].into_iter().flat_map(|it| it.split("<button").skip(1)).collect();
    assert_eq!(buttons.len(), 2);
    for button in buttons {
        assert!(button.split('>').next().is_some_and(|tag| tag.contains(" hidden")), "{button}");
    }
}
