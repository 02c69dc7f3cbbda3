//! English.

use super::AuthorWords;

pub(super) const WORDS: AuthorWords = AuthorWords {
    title: "Your review of {about}",
    name: "Your review",
    written: "Written on {date}",
    waiting: "Waiting",
    waiting_why: "{shop} has not decided yet. It may keep a review from the public for a few \
                  fixed reasons, such as spam or abuse, but never for its stars.",
    public_since: "Public since {date}",
    public_why: "Everybody can read it on the pages of {shop}.",
    withheld: "Not published",
    withheld_why: "{shop} keeps it from the public. The reason given is: {reason}. The number of \
                   stars cannot be a reason.",
    taken_back: "Taken back on {date}",
    taken_back_why: "It is not public, and nobody can publish it again.",
    erased: "Erased on {date}",
    erased_why: "Nothing is left of what you wrote or of your name. Only the stars still count \
                 among the reviews that {shop} received.",
    no_text: "No text.",
    saved: "Saved.",
    correct: "Correct it",
    correct_note: "Your stars stay as you gave them. What you change is looked at again before it \
                   is public, and readers see that it was edited.",
    save: "Save",
    take_back: "Take it back",
    take_back_note: "It disappears from the pages of {shop} within minutes, for good: nobody can \
                     bring it back, not even you.",
    take_back_yes: "Yes, take my review back",
    erase: "Erase it",
    erase_note: "It is taken back, and what you wrote and your name are deleted for good. {shop} \
                 keeps only the stars, as a number in its counts.",
    erase_yes: "Yes, erase my review",
    keep: "Keep this page’s address to come back. Whoever has it can do what you can do here.",
    gone: "There is no review here",
    gone_why: "The address may be cut off, or the review was removed together with the answer \
               that it was part of.",
    reasons: [
        "spam",
        "insults or threats",
        "personal data",
        "against the law",
        "not about the shop or its products",
        "the same review again",
    ],
};
