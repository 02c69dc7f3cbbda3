//! What shoppers see and screen readers say, screen by screen.

use super::tests::{begin, begin_with, wait};
use super::{Look, frame, screen};

/// How often a text stands in another.
fn count(html: &str, text: &str) -> usize {
    html.matches(text).count()
}

#[test]
fn a_scale_is_one_radio_group_with_one_tab_stop() {
    let (run, _) = begin();

    let html = screen(&run).to_string();

    assert_eq!(count(&html, "role=\"radiogroup\" aria-labelledby=\"question\""), 1);
    assert_eq!(count(&html, "role=\"radio\""), 11);
    assert_eq!(count(&html, "tabindex=\"0\""), 1);
    assert_eq!(count(&html, "aria-checked=\"true\""), 0);
}

#[test]
fn the_ends_of_a_scale_are_read_out_with_their_words() {
    let (run, _) = begin();

    let html = screen(&run).to_string();

    assert!(html.contains("aria-label=\"0, Not likely\""));
    assert!(html.contains("aria-label=\"5\""));
    assert!(html.contains("aria-label=\"10, Very likely\""));
}

#[test]
fn the_chosen_step_is_checked_and_becomes_the_tab_stop() {
    let (run, _) = begin();

    run.choose(7);

    let html = screen(&run).to_string();
    assert!(html.contains("aria-label=\"7\" aria-checked=\"true\" tabindex=\"0\""));
    assert_eq!(count(&html, "aria-checked=\"true\""), 1);
    assert_eq!(count(&html, "tabindex=\"0\""), 1);
}

#[test]
fn a_scale_that_must_be_answered_has_no_button_that_passes_it() {
    let (run, notes) = begin();

    assert_eq!(count(&screen(&run).to_string(), "class=\"button\""), 0);
    run.choose(7);
    wait(&notes);
    run.back();
    assert_eq!(count(&screen(&run).to_string(), "class=\"button\""), 1);
}

#[test]
fn the_button_says_skip_until_something_is_written() {
    let (run, notes) = begin();
    run.choose(7);
    wait(&notes);

    assert!(screen(&run).to_string().contains(">Skip</button>"));
    run.write(|state| state.text = "Quick.".to_owned());
    assert!(screen(&run).to_string().contains(">Next</button>"));
}

#[test]
fn every_field_of_a_review_has_a_label_and_consent_is_not_given_beforehand() {
    let (run, notes) = begin();
    run.choose(7);
    wait(&notes);
    run.proceed();

    let html = screen(&run).to_string();

    for id in ["title", "text", "name"] {
        assert!(html.contains(&format!("for=\"{id}\"")), "{id}");
        assert!(html.contains(&format!(" id=\"{id}\"")), "{id}");
    }
    assert_eq!(count(&html, "type=\"checkbox\""), 1);
    assert_eq!(count(&html, "checked=\"\""), 0);
    assert!(html.contains("aria-label=\"5 stars\""));
}

#[test]
fn a_field_that_is_not_right_says_so_below_itself() {
    let (run, notes) = begin();
    run.choose(7);
    wait(&notes);
    run.write(|state| state.text = "x".repeat(5_001));

    run.proceed();

    let html = screen(&run).to_string();
    assert!(html.contains("aria-describedby=\"answer-problem\""));
    assert!(html.contains("aria-invalid=\"true\""));
    assert!(html.contains("id=\"answer-problem\">Please keep it to 5000 characters."));
}

#[test]
fn over_the_page_it_is_a_dialog_that_closes_and_in_the_page_a_group_that_stays() {
    let over = frame(&begin().0).to_string();
    let inline = Look { inline: true, ..Look::default() };
    let inline = frame(&begin_with(inline).0).to_string();

    assert!(over.contains("role=\"dialog\" aria-label=\"Feedback\""));
    assert!(over.contains("class=\"close\" part=\"close\" aria-label=\"Close\""));
    assert!(inline.contains("role=\"group\""));
    assert!(!inline.contains("close"));
}

#[test]
fn where_writing_goes_from_right_to_left_so_does_the_widget() {
    let look = Look { language: "ar".to_owned(), right_to_left: true, ..Look::default() };

    let html = frame(&begin_with(look).0).to_string();

    assert!(html.contains("lang=\"ar\" dir=\"rtl\""));
}

#[test]
fn progress_is_said_in_words() {
    let (run, _) = begin();

    let html = screen(&run).to_string();

    assert!(html.contains("aria-label=\"Question 1 of 3\" value=\"1\" max=\"3\""));
}
