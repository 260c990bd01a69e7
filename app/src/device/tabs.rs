//! The tabs of one browser: one of them talks to the server, all of them hear of what has changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gridloop_shared::model::{CaseId, PersonId, Principal};
use gridloop_shared::sync::{decode, encode};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::outbox::Trouble;

/// What one tab tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// These cases, the outbox, the tray or the photos are others now.
    Changed(Vec<CaseId>),
    /// There is a new directory.
    Directory,
    /// There is something to send.
    Queued,
    /// The person does not want to wait.
    Now,
    /// What the tab that talks to the server knows of it.
    Server {
        /// Why it is of no use.
        trouble: Option<Trouble>,
        /// The session has ended.
        signed_out: bool,
        /// How far the device's clock is ahead, in milliseconds.
        clock_off: Option<i64>,
    },
    /// Photos that could not be seen may have come.
    PhotosCame,
    /// A tab has opened and would like to know.
    Hello,
    /// Somebody looks at a tab that does not lead.
    Looking,
    /// Somebody has signed in.
    SignedIn(PersonId),
    /// Somebody has signed out, or the device was cleared.
    SignedOut,
    /// The person has other grants now.
    Principal(Box<Principal>),
    /// This device was revoked.
    Revoked,
    /// So many acts wait for a supervisor to decide.
    Held(usize),
}

/// The line between tabs. Without one (old browsers) each tab stands alone.
pub struct Channel {
    line: Option<BroadcastChannel>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens it; `hear` gets what other tabs say, never what this one does.
    pub fn open(mut hear: impl FnMut(Notice) + 'static) -> Self {
        let heard = Closure::new(move |event: MessageEvent| {
            // A tab of another version may say what this one does not know.
            if let Ok(notice) = decode(&Uint8Array::new(&event.data()).to_vec()) {
                hear(notice);
            }
        });
        let line = BroadcastChannel::new("gridloop").ok();
        if let Some(line) = &line {
            line.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self {
            line,
            _heard: heard,
        }
    }

    /// Tells the other tabs.
    pub fn tell(&self, notice: &Notice) {
        if let (Some(line), Ok(bytes)) = (&self.line, encode(notice)) {
            // Fails only on a closed line.
            let _ = line.post_message(&Uint8Array::from(bytes.as_slice()));
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// The Web Locks API (W3C), of which web-sys has only an unstable binding.
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, callback: &Function) -> Promise;
}

/// Being the tab that talks to the server, or waiting to be. Given back when dropped.
pub struct Leadership {
    given_back: Rc<Cell<bool>>,
    let_go: Rc<RefCell<Option<Function>>>,
}

impl Drop for Leadership {
    fn drop(&mut self) {
        self.given_back.set(true);
        if let Some(let_go) = self.let_go.borrow_mut().take() {
            let _ = let_go.call0(&JsValue::NULL);
        }
    }
}

/// Waits to become the one tab of this name. A browser without locks lets every tab be it: the server knows what it has
/// been sent before, so that costs only requests.
pub fn lead(name: &str, on_lead: impl FnOnce() + 'static) -> Leadership {
    let given_back = Rc::new(Cell::new(false));
    let let_go = Rc::new(RefCell::new(None));
    let leadership = Leadership {
        given_back: given_back.clone(),
        let_go: let_go.clone(),
    };
    let Some(locks) = lock_manager() else {
        on_lead();
        return leadership;
    };
    let granted = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        if given_back.get() {
            return Promise::resolve(&JsValue::NULL);
        }
        on_lead();
        Promise::new(&mut |resolve, _| {
            let_go.borrow_mut().replace(resolve);
        })
    });
    let waiting = locks.request(name, granted.unchecked_ref());
    wasm_bindgen_futures::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(waiting).await;
    });
    leadership
}

fn lock_manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    (!locks.is_undefined() && !locks.is_null()).then(|| locks.unchecked_into())
}
