//! Where a popover or a sheet stands: in the corner, but never over what a shop has fixed there.

/// Between the popover and whatever is beside it, in pixels.
const GAP: i32 = 16;
/// Windows up to this width get a sheet; `style.css` says the same.
const SHEET: i32 = 600;
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
    fn right(self) -> i32 {
        self.left + self.width
    }

    fn bottom(self) -> i32 {
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
    fn is_narrow(self) -> bool {
        self.seen.width <= SHEET
    }

    /// How high the widget may be.
    pub(crate) fn room(self) -> i32 {
        let height = self.seen.height;
        if self.is_narrow() { (height * 3 / 5).max(LOW).min(height - 8) } else { height - 2 * GAP }
    }

    /// Where something of this size goes. `fixed` finds what the page has fixed in an area.
    pub(crate) fn place(
        self,
        (width, height): (i32, i32),
        fixed: impl Fn(Area) -> Option<Area>,
    ) -> (i32, i32) {
        let gap = if self.is_narrow() { 0 } else { GAP };
        let bottom = self.seen.bottom() - gap;
        let start = self.seen.left + gap;
        let end = self.seen.right() - gap - width;
        let sides = if self.right_to_left { [start, end] } else { [end, start] };
        let mut first = None;
        for left in sides {
            let mut area = Area { left, top: bottom - height, width, height };
            let corner = *first.get_or_insert((area.left, area.top));
            // Bars and bubbles are rarely stacked more than two high.
            for _ in 0..3 {
                let Some(other) = fixed(area) else { return (area.left, area.top) };
                area.top = other.top - gap - height;
                if area.top < self.seen.top + gap {
                    break;
                }
            }
            if self.is_narrow() {
                return corner;
            }
        }
        first.unwrap_or_default()
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

/// Points of an area at which to look for what is fixed there: a grid finer than any button.
#[cfg(target_arch = "wasm32")]
pub(crate) fn points(area: Area) -> impl Iterator<Item = (i32, i32)> {
    let rows = (area.top + 4..area.bottom()).step_by(24).chain([area.bottom() - 4]);
    rows.flat_map(move |y| {
        let columns = (area.left + 4..area.right()).step_by(40).chain([area.right() - 4]);
        columns.map(move |x| (x, y))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: (i32, i32) = (360, 200);

    fn window(width: i32, height: i32) -> Window {
        Window { seen: Area { left: 0, top: 0, width, height }, right_to_left: false }
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
    fn a_popover_stands_in_the_corner_where_lines_end() {
        let window = window(1280, 800);

        assert_eq!(window.place(CARD, |_| None), (904, 584));
        let arabic = Window { right_to_left: true, ..window };
        assert_eq!(arabic.place(CARD, |_| None), (16, 584));
    }

    #[test]
    fn a_popover_moves_above_a_bar_and_a_bubble() {
        let bar = Area { left: 0, top: 740, width: 1280, height: 60 };
        let bubble = Area { left: 1200, top: 660, width: 64, height: 64 };

        let place = window(1280, 800).place(CARD, among(&[bar, bubble]));

        assert_eq!(place, (904, 660 - 16 - 200));
    }

    #[test]
    fn a_popover_goes_to_the_other_side_of_a_column() {
        let column = Area { left: 1000, top: 60, width: 280, height: 740 };

        assert_eq!(window(1280, 800).place(CARD, among(&[column])), (16, 584));
    }

    #[test]
    fn a_sheet_stands_on_a_bar_and_takes_its_share_of_the_height() {
        let bar = Area { left: 0, top: 840, width: 412, height: 75 };
        let window = window(412, 915);

        assert_eq!(window.place((412, 240), |_| None), (0, 675));
        assert_eq!(window.place((412, 240), among(&[bar])), (0, 600));
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
