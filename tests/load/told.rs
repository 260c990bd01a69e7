//! The work as JSON, for the clients of the peers: documents with the fields that a case has.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};

use crate::workload::{Comment, Recorded, Worker, Workload};

/// Everything that a client of a peer needs to know.
///
/// # Errors
/// When a value of ours is none of JSON.
pub fn as_json(workload: &Workload) -> Result<Value> {
    let first = workload.workers.first();
    let later = |comments: &[Comment]| -> Vec<Value> {
        let comments = comments.iter();
        let told = first.map(|by| comments.map(move |comment| further(by, comment)));
        told.into_iter().flatten().collect()
    };
    let devices = workload.workers.iter().map(|worker| {
        let documents = worker.cases.iter().map(|recorded| {
            let edits: Vec<Value> = recorded
                .comments
                .iter()
                .map(|comment| further(worker, comment))
                .collect();
            Ok(json!({ "document": document(workload, worker, recorded)?, "edits": edits }))
        });
        documents.collect::<Result<Vec<Value>>>()
    });
    Ok(json!({
        "size": workload.size,
        "first": workload.size.first(),
        "devices": devices.collect::<Result<Vec<_>>>()?,
        "visible": later(&workload.visible),
        "missed": later(&workload.missed),
    }))
}

fn document(workload: &Workload, by: &Worker, recorded: &Recorded) -> Result<Value> {
    let report = &recorded.report;
    let step = json!({
        "by": by.person, "device": by.device, "at": recorded.at, "kind": "reported",
        "photos": serde_json::to_value(&report.photos)?,
    });
    Ok(json!({
        "schema": 1,
        "kind": "case",
        "id": recorded.case,
        "subdistrict": workload.subdistrict,
        "source": report.source,
        "reporter": by.person,
        "category": report.category,
        "area": report.area,
        "address": report.address,
        "position": report.position,
        "description": report.description,
        "steps": BTreeMap::from([(recorded.command.to_string(), step)]),
    }))
}

fn further(by: &Worker, comment: &Comment) -> Value {
    json!({
        "id": comment.case,
        "step": comment.command,
        "content": {
            "by": by.person, "device": by.device, "at": comment.at, "kind": "commented", "text": comment.text,
        },
    })
}
