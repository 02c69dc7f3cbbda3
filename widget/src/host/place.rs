//! Where a popover or a sheet stands: in the corner or at the foot, but never over what a shop
//! has fixed there, nor over its buttons as long as there is another way.

/// Between the popover and whatever is beside it, in pixels.
const GAP: i32 = 16;
/// Windows up to this width get a sheet; `style.css` says the same.
const SHEET: i32 = 600;
/// How high a popover may become while it is answered: room is looked for once, not per screen.
const TALL: i32 = 560;
/// How low a sheet may be made before it takes more than its share of the window.
const LOW: i32 = 300;

/// A rectangle of the window, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

impl Area {
    /// Whether all of another area is in this one.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right() >= other.right()
            && self.bottom() >= other.bottom()
    }

    /// Whether another area has a point in common with this one.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.left < other.right()
            && self.top < other.bottom()
            && self.right() > other.left
            && self.bottom() > other.top
    }

    pub(crate) fn right(self) -> i32 {
        self.left + self.width
    }

    pub(crate) fn bottom(self) -> i32 {
        self.top + self.height
    }
}

/// The part of the window that can be seen, and which way the page is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) seen: Area,
    pub(crate) right_to_left: bool,
}

impl Window {
    /// Whether it is the width of a phone: there a sheet stands at the foot.
    pub(crate) fn is_narrow(self) -> bool {
        self.seen.width <= SHEET
    }

    /// How high the widget may be.
    pub(crate) fn room(self) -> i32 {
        let height = self.seen.height;
        if self.is_narrow() { (height * 3 / 5).max(LOW).min(height - 8) } else { height - 2 * GAP }
    }

    /// Which side a popover goes to, 0 where lines end: where it covers none of the page's
    /// buttons, also when it grows, or else where it stands.
    pub(crate) fn side(
        self,
        extent: (i32, i32),
        stands: usize,
        covers: &dyn Fn(Area) -> bool,
    ) -> usize {
        let (width, height) = extent;
        for height in [height.max(TALL.min(self.room())), height] {
            for side in [stands, 1 - stands] {
                if !covers(self.corner((width, height), side)) {
                    return side;
                }
            }
        }
        stands
    }

    fn corner(self, (width, height): (i32, i32), side: usize) -> Area {
        let gap = if self.is_narrow() { 0 } else { GAP };
        let left = if (side == 0) == self.right_to_left {
            self.seen.left + gap
        } else {
            self.seen.right() - gap - width
        };
        Area { left, top: self.seen.bottom() - gap - height, width, height }
    }

    /// Where something of this size goes, rather on this side. `fixed` finds what the page has
    /// fixed in an area.
    pub(crate) fn place(
        self,
        extent: (i32, i32),
        side: usize,
        fixed: &dyn Fn(Area) -> Option<Area>,
    ) -> Area {
        let gap = if self.is_narrow() { 0 } else { GAP };
        let first = self.corner(extent, side);
        for side in [side, 1 - side] {
            let mut area = self.corner(extent, side);
            // Bars and bubbles are rarely stacked more than two high.
            for _ in 0..3 {
                let Some(other) = fixed(area) else { return area };
                area.top = other.top - gap - area.height;
                if area.top < self.seen.top + gap {
                    break;
                }
            }
            if self.is_narrow() {
                break;
            }
        }
        first
    }

    /// Where a sheet goes that would cover a button of the page and that nobody has touched: down
    /// until only so much of it is seen. Where that covers a button too, it is out of sight until
    /// the page is scrolled, or above the button in a page that cannot be.
    pub(crate) fn give_way(
        self,
        sheet: Area,
        peek: i32,
        scrolls: bool,
        button: &dyn Fn(Area) -> Option<Area>,
    ) -> i32 {
        let foot = self.seen.bottom();
        let low = if sheet.bottom() < foot { sheet } else { Area { top: foot - peek, ..sheet } };
        match button(Area { height: foot.min(low.bottom()) - low.top, ..low }) {
            Some(_) if scrolls => foot,
            Some(button) if button.top - sheet.height >= self.seen.top => button.top - sheet.height,
            _ => low.top,
        }
    }

    /// Whether something that the page has fixed must not be covered: bars, buttons and
    /// bubbles must not; frames around the whole page and what stands at its top do not count.
    pub(crate) fn minds(self, other: Area, sticky: bool) -> bool {
        let seen = self.seen;
        let frame = other.height * 2 > seen.height && other.width * 2 > seen.width;
        let at_bottom = other.bottom() >= seen.bottom() - GAP;
        other.width > 0 && !frame && other.top > seen.top + GAP && (at_bottom || !sticky)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: (i32, i32) = (360, 200);

    fn window(width: i32, height: i32) -> Window {
        Window { seen: Area { left: 0, top: 0, width, height }, right_to_left: false }
    }

    fn card(left: i32, top: i32) -> Area {
        Area { left, top, width: CARD.0, height: CARD.1 }
    }

    /// Finds those of the fixed things that the area touches.
    fn among(fixed: &[Area]) -> impl Fn(Area) -> Option<Area> {
        move |area| {
            let touches = |other: &&Area| {
                other.left < area.right()
                    && other.right() > area.left
                    && other.top < area.bottom()
                    && other.bottom() > area.top
            };
            fixed.iter().find(touches).copied()
        }
    }

    #[test]
    fn what_lies_in_an_area_is_held_and_what_only_touches_it_does_not_meet_it() {
        let area = Area { left: 10, top: 10, width: 100, height: 50 };
        let beside = Area { left: 110, ..area };

        assert!(area.holds(area) && area.holds(Area { top: 20, height: 40, ..area }));
        assert!(!area.holds(Area { height: 51, ..area }) && !area.holds(beside));
        assert!(area.meets(Area { left: 109, ..area }) && !area.meets(beside));
    }

    #[test]
    fn a_popover_stands_in_the_corner_where_lines_end() {
        let window = window(1280, 800);

        assert_eq!(window.place(CARD, 0, &|_| None), card(904, 584));
        let arabic = Window { right_to_left: true, ..window };
        assert_eq!(arabic.place(CARD, 0, &|_| None), card(16, 584));
        assert_eq!(arabic.place(CARD, 1, &|_| None), card(904, 584));
    }

    #[test]
    fn a_popover_moves_above_a_bar_and_a_bubble() {
        let bar = Area { left: 0, top: 740, width: 1280, height: 60 };
        let bubble = Area { left: 1200, top: 660, width: 64, height: 64 };

        let place = window(1280, 800).place(CARD, 0, &among(&[bar, bubble]));

        assert_eq!(place, card(904, 660 - 16 - 200));
    }

    #[test]
    fn a_popover_goes_to_the_other_side_of_a_column() {
        let column = Area { left: 1000, top: 60, width: 280, height: 740 };

        assert_eq!(window(1280, 800).place(CARD, 0, &among(&[column])), card(16, 584));
    }

    #[test]
    fn a_popover_goes_to_the_side_where_it_has_room_to_grow_over_no_button() {
        // One that only a grown card would cover, and one below that even this one covers.
        const HIGH: Area = Area { left: 900, top: 300, width: 300, height: 50 };
        const LOW: Area = Area { left: 20, top: 700, width: 300, height: 50 };
        let window = window(1280, 800);
        let covers = |buttons: &'static [Area]| move |area| among(buttons)(area).is_some();
        let side = |stands, buttons| window.side(CARD, stands, &covers(buttons));

        assert_eq!(side(0, &[]), 0);
        assert_eq!(side(1, &[]), 1);
        assert_eq!(side(0, &[HIGH]), 1);
        assert_eq!(side(0, &[LOW]), 0);
        assert_eq!(side(1, &[HIGH, LOW]), 0);
    }

    #[test]
    fn a_sheet_gives_way_to_a_button_and_lets_it_be_seen() {
        let window = window(412, 915);
        let sheet = Area { left: 0, top: 675, width: 412, height: 240 };
        let button = |top| Area { left: 16, top, width: 380, height: 50 };
        let way = |top, scrolls| window.give_way(sheet, 90, scrolls, &among(&[button(top)]));

        assert_eq!(way(700, true), 825);
        assert_eq!(way(840, true), 915, "it is out of sight until the page is scrolled");
        assert_eq!(way(840, false), 600, "it stands on the button");
        let on_bar = Area { top: 600, ..sheet };
        let way = window.give_way(on_bar, 90, true, &among(&[button(700)]));
        assert_eq!(way, 915, "it does not go down over a bar");
    }

    #[test]
    fn a_sheet_stands_on_a_bar_and_takes_its_share_of_the_height() {
        let bar = Area { left: 0, top: 840, width: 412, height: 75 };
        let window = window(412, 915);

        let top = |fixed: &[Area]| window.place((412, 240), 0, &among(fixed)).top;
        assert_eq!((top(&[]), top(&[bar])), (675, 600));
        assert_eq!(window.room(), 549);
    }

    #[test]
    fn the_page_itself_and_its_header_are_not_in_the_way() {
        let window = window(1280, 800);
        let area = |top, width, height| Area { left: 0, top, width, height };

        assert!(window.minds(area(740, 1280, 60), false));
        assert!(window.minds(area(740, 1280, 60), true));
        assert!(!window.minds(area(300, 300, 200), true));
        assert!(!window.minds(area(0, 1280, 60), false));
        assert!(!window.minds(area(0, 1280, 800), false));
    }
}
