// The words of registers in English, German, French and Spanish: all that reading them knows of human language.

/// Words as people write them; they are folded when they are first used.
enum RegisterHeads {
    /// Names of columns. One with `=` before it is a whole name only and none within a longer one.
    static let heads: [(RegisterField, String)] = [
        (
            .id,
            """
            =id, =#, =no, =id #, =id no, =ref, =ref no, =key, =number, =item id, =item #, =item no, =s no, =sr no,
            risk id, risk ref, risk no, =risk #, risk number, raid id, issue id, issue no, =issue #, action id, action no,
            =action #, decision id, assumption id, dependency id, task id, log id, reference, reference number,
            =nr, =lfd nr, =laufnummer, risiko id, risiko nr, kennung, =numéro, identifiant, =réf, référence, =código,
            identificador, id riesgo, =numero
            """
        ),
        (
            .title,
            """
            =risk, =risks, risk title, risk name, name of risk, risk statement, =title, =name, =item, =summary, =event, risk event,
            =scenario, risk scenario, =issue, =issues, issue title, issue name, issue summary, action title, =action item,
            =action items, =task, task name, =assumption, =assumptions, =dependency, =dependencies, =subject, headline,
            =topic, =hazard, =risk summary, decision title,
            =risiko, =risiken, =titel, =bezeichnung, risikobezeichnung, risikotitel, =gefährdung, =thema, =betreff,
            =problem, =annahme, =abhängigkeit, =aufgabe, =risque, =risques, =titre, intitulé, libellé, =nom, =objet,
            =problème, =hypothèse, =dépendance, =tâche, =riesgo, =riesgos, =título, =nombre, =asunto, =problema,
            =supuesto, =dependencia, =tarea
            """
        ),
        (
            .description,
            """
            description, risk description, issue description, action description, =details, detail, risk details,
            issue details, =what, beschreibung, risikobeschreibung, descriptif, descripción, detalle, =detalles
            """
        ),
        (
            .kind,
            """
            raid type, raid category, =raid, item type, record type, log type, =r a i d, =risk or issue,
            eintragsart, type d'élément, tipo de registro
            """
        ),
        (
            .type,
            """
            =threat opportunity, threat or opportunity, =opportunity threat, =t o, =o t, =risk opportunity,
            =chance risiko, =risiko chance, =menace opportunité, =amenaza oportunidad
            """
        ),
        (
            .tags,
            """
            category, =type, =area, workstream, rbs, =domain, department, risk category, risk type, risk area, =tags,
            =labels, =keywords, kategorie, =typ, =art, =bereich, risikokategorie, schlagwörter, stichwörter, catégorie,
            =domaine, étiquettes, =tipo, categoría, =ámbito, =área, etiquetas, tipo de riesgo
            """
        ),
        (
            .cause,
            """
            cause, causes, root cause, root causes, =threat, vulnerability, =threat source, ursache, ursachen, bedrohung,
            schwachstelle, causa, causas
            """
        ),
        (
            .effect,
            """
            effect, effects, consequences, business impact, impact description, =impacts, folge, folgen, schaden,
            effet, effets, conséquences, consecuencias, posible resultado, efecto, efectos
            """
        ),
        (
            .trigger,
            """
            trigger, triggers, early warning, warning sign, warning signs, =signal, =signals, auslöser, frühwarnzeichen,
            déclencheur, síntoma, síntomas, disparador, detonante
            """
        ),
        (
            .probability,
            """
            likelihood, probability, =prob, =l, =p, likelihood score, likelihood rating, probability score,
            wahrscheinlichkeit, eintrittswahrscheinlichkeit, =w, =ew, probabilité, vraisemblance, =occurrence,
            probabilidad
            """
        ),
        (
            .impact,
            """
            impact, severity, consequence, =i, =s, impact score, impact rating, impact level, severity score,
            auswirkung, auswirkungen, schadenshöhe, schadensausmaß, tragweite, =a, gravité, sévérité, conséquence,
            impacto, severidad, gravedad, consecuencia
            """
        ),
        (
            .residualScore,
            "residual risk, net risk, reviewed risk, target risk, restrisiko, nettorisiko, risque résiduel, riesgo residual"
        ),
        (
            .score,
            """
            risk score, score, risk rating, =rank, =rating, =l*i, =p*i, =l x i, =p x i, =lxi, =pxi, risk level, =level,
            =band, =rag, rag status, importance, risk factor, risk value, inherent risk, gross risk, overall risk,
            =gesamt, =bewertung, risikozahl, risikobewertung, risikoklasse, risikowert, bruttorisiko, criticité,
            niveau de risque, risque brut, puntuación, =valor, =nivel, nivel de riesgo, riesgo inherente, calificación
            """
        ),
        (.priority, "priority, =prio, urgency, priorisierung, priorität, priorité, prioridad"),
        (
            .response,
            """
            strategy, treatment, response, risk response, response type, response strategy, treatment option,
            treatment strategy, risk treatment, =decision, =decisions, mitigation strategy, behandlung, strategie,
            risikobehandlung, =entscheidung, traitement, stratégie, =décision, tratamiento, estrategia, =decisión
            """
        ),
        (
            .plan,
            """
            mitigation, mitigations, mitigation plan, mitigation action, mitigation actions, =action, =actions,
            action plan, recommended action, recommended actions, treatment plan, response plan, =responses, measure,
            measures, countermeasure, countermeasures, resolution, next step, next steps, action required, =solution,
            mitigating action, mitigating actions, maßnahme, maßnahmen, gegenmaßnahme, gegenmaßnahmen,
            abhilfemaßnahmen, mitigierung, =lösung, contre-mesure, contre-mesures, plan d'action, action préventive,
            action corrective, =mesures, mesure, mitigación, =respuesta, respuestas, medida de prevención, medida,
            medidas, plan de acción, =acción, =acciones, solución
            """
        ),
        (
            .contingency,
            """
            contingency, contingency plan, fallback, fallback plan, notlösung, notfallplan, plan de secours,
            plan de contingence, contingencia, plan de contingencia
            """
        ),
        (
            .controls,
            """
            existing controls, current controls, =controls, =control, what are we already doing, bestehende maßnahmen,
            kontrollen, mesures existantes, controles, controles existentes
            """
        ),
        (
            .owner,
            """
            owner, risk owner, issue owner, action owner, responsible, person responsible, responsible person,
            responsible party, actionee, assigned, assigned to, assignee, accountable, =who, =lead, mitigation owner,
            verantwortlich, verantwortlicher, verantwortliche, verantwortliche person, risikoeigner,
            risikoverantwortlicher, zuständig, eigentümer, =wer, bearbeiter, responsable, pilote, porteur, propriétaire,
            =qui, dueño, propietario, =quién, encargado, asignado a
            """
        ),
        (
            .status,
            """
            status, =state, risk status, issue status, current status, action status, =open closed, =stand, =zustand,
            statut, état, estado, estatus, situación
            """
        ),
        (.progress, "progress, % complete, percent complete, =% done, =%, fortschritt, avancement, progreso, avance"),
        (
            .updated,
            """
            last update, last updated, last review, last reviewed, last modified, date updated, =updated,
            letzte änderung, geändert am, dernière mise à jour, mis à jour le, última actualización, última revisión
            """
        ),
        (
            .raised,
            """
            date raised, date identified, =opened, =created, =raised, raised on, date opened, created on, date created,
            created date, =date, date logged, identified on, open date, raised date, date of identification,
            erfasst am, =erfasst, =datum, =erstellt, erstellt am, identifiziert am, identifié le,
            date d'identification, créé le, date de création, =fecha, fecha de identificación, fecha de registro,
            identificado el, fecha de creación
            """
        ),
        (
            .raisedBy,
            """
            raised by, identified by, reported by, reporter, =source, =author, created by, logged by, erfasst von,
            gemeldet von, =melder, identifié par, signalé par, identificado por, reportado por
            """
        ),
        (
            .due,
            """
            target date, due date, =due, completion date, timescale, target resolution, target resolution date,
            deadline, due by, due on, target completion, target completion date, resolve by, expected completion,
            planned completion, need by, needed by, required by, validation date, =by when, =when, =termin, =fällig, fällig am, =frist, =bis, bis wann, zieldatum,
            zieltermin, fälligkeitsdatum, échéance, délai, date d'échéance, date limite, date cible, fecha límite,
            plazo, fecha objetivo, vencimiento, fecha de vencimiento
            """
        ),
        (
            .review,
            """
            next review, review date, next review date, =review, date of next review, nächste prüfung,
            nächste überprüfung, prüfdatum, wiedervorlage, =revue, prochaine revue, date de revue, =revisión,
            próxima revisión, fecha de revisión
            """
        ),
        (
            .closed,
            """
            closure date, date closed, closed on, closed date, =closed, close date, closing date, date of closure,
            date completed, completed on, resolved on, date resolved, actual resolution date, geschlossen am,
            erledigt am, clos le, date de clôture, fecha de cierre, cerrado el
            """
        ),
        (
            .decided,
            """
            decision date, date decided, date of decision, decided on, entscheidungsdatum, entschieden am,
            date de décision, fecha de decisión
            """
        ),
        (.decider, "decided by, decision maker, approved by, entschieden von, décidé par, decidido por"),
        (.because, "rationale, =reason, justification, begründung, =motif, justificación, =motivo, =razón"),
        (
            .notes,
            """
            notes, =note, comments, comment, remarks, remark, results, status update, latest update, bemerkung,
            bemerkungen, kommentar, kommentare, notizen, hinweise, commentaire, commentaires, remarque, remarques,
            observations, observaciones, comentarios, notas
            """
        ),
        (
            .responseCost,
            """
            cost of measures, upfront cost, cost to cure, mitigation cost, response cost, treatment cost,
            cost of response, cost of mitigation, =$cost, kosten maßnahme, kosten der maßnahme, maßnahmenkosten,
            coût des mesures, coût du traitement, costo de respuesta, coste de la respuesta
            """
        ),
        (
            .cost,
            """
            cost exposure, cost impact, financial impact, monetary impact, impact monetary, =sle, =cost, =costs,
            schadenshöhe €, =kosten, schadenssumme, coût, impact financier, costo, coste, impacto económico
            """
        ),
    ]

    /// Which of two like columns is meant: before or after what is done.
    static let before = words(
        "inherent, initial, gross, before, unmitigated, brutto, vor, brut, brute, avant, initiale, inherente, antes, inicial"
    )
    static let after = words(
        """
        residual, current, net, after, target, mitigated, reviewed, revised, netto, nach, rest, résiduel, résiduelle,
        après, cible, después, actual
        """)
    /// Words beside them that say no more.
    static let beside = words(
        """
        risk, treatment, mitigation, measures, controls, control, analysis, assessment, evaluation, maßnahmen,
        maßnahme, behandlung, risiko, traitement, mesures, risque, tratamiento, riesgo, the, der, den, de, du, le, el, la
        """)
    /// What follows them says more of the noun before them.
    static let prepositions = words("of, for, to, de, du, des, del, d, für, der, von, pour, para")

    /// Kinds of records by their words, with a tag.
    static let kinds: [(kind: String, tag: String?, words: Set<String>)] = [
        (
            "risk", nil,
            words("risk, risks, risiko, risiken, risque, risques, riesgo, riesgos, opportunity, threat, hazard")
        ),
        (
            "blocker", nil,
            words("issue, issues, problem, problems, probleme, problème, problèmes, problema, problemas, blocker")
        ),
        ("action", nil, words("action, actions, aktion, aktionen, maßnahme, maßnahmen, acción, acciones, todo, todos")),
        (
            "assumption", nil,
            words("assumption, assumptions, annahme, annahmen, hypothèse, hypothèses, supuesto, supuestos")
        ),
        (
            "action", "dependency",
            words(
                "dependency, dependencies, abhängigkeit, abhängigkeiten, dépendance, dépendances, dependencia, dependencias"
            )
        ),
        (
            "decision", nil,
            words("decision, decisions, entscheidung, entscheidungen, décision, décisions, decisión, decisiones")
        ),
        ("task", nil, words("task, tasks, aufgabe, aufgaben, tâche, tâches, tarea, tareas")),
    ]
    /// The letters of a RAID log; A and D may mean two.
    static let raidLetters: [String: (kind: String, tag: String?)] = [
        "r": ("risk", nil), "a": ("assumption", nil), "i": ("blocker", nil), "d": ("action", "dependency"),
    ]

    /// Sheets that explain a register and are none.
    static let explanations = words(
        """
        definition, definitions, scale, scales, legend, example, examples, sample, instructions, instruction, lookup,
        lookups, lists, guidance, guide, help, matrix, anleitung, beispiel, beispiele, legende, definitionen, skala,
        exemple, exemples, légende, échelle, ejemplo, ejemplos, leyenda, escala, instrucciones
        """)
    /// Rows below a table begin with these.
    static let footers = words(
        """
        total, totals, sum, legend, key, copyright, ©, note, notes, source, average, gesamt, summe, legende, somme,
        légende, suma, leyenda, nota, notas
        """)
    /// Says nothing.
    static let nothing = words(
        """
        -, --, –, —, n/a, na, n.a., [todo], todo, tbd, tba, tbc, ?, ??, none, not yet rated, not rated, unknown, keine,
        k.a., k. a., offen?, néant, aucun, aucune, ninguno, ninguna, unassigned, x?, …, ...
        """)
    static let threats = words("t, threat, threats, risk, bedrohung, risiko, menace, risque, amenaza, riesgo, negative")
    static let opportunities = words("o, opportunity, opportunities, chance, opportunité, oportunidad, positive")

    /// What can be done about a risk.
    static let responses: [(String, Set<String>)] = [
        (
            "avoid",
            words("avoid, avoidance, avoided, terminate, eliminate, vermeiden, vermeidung, éviter, évitement, evitar")
        ),
        (
            "mitigate",
            words(
                """
                mitigate, mitigation, mitigated, reduce, reduction, treat, vermindern, mindern, minderung, reduzieren,
                verringern, réduire, réduction, atténuer, mitigar, reducir
                """)
        ),
        (
            "transfer",
            words("transfer, transferred, insure, übertragen, transferieren, versichern, transférer, transferir")
        ),
        (
            "accept",
            words("accept, acceptance, accepted, tolerate, retain, akzeptieren, akzeptanz, tragen, accepter, aceptar")
        ),
        ("escalate", words("escalate, escalation, eskalieren, escalader, escalar")),
        ("exploit", words("exploit, nutzen, exploiter, explotar")),
        ("share", words("share, teilen, partager, compartir")),
        ("enhance", words("enhance, verstärken, améliorer, mejorar")),
    ]

    /// How far a record is.
    static let states: [(FileState, Set<String>)] = [
        (
            .done,
            words(
                """
                closed, close, mitigated, resolved, accepted, done, complete, completed, fixed, finished, retired,
                decided, approved, confirmed closed, geschlossen, erledigt, abgeschlossen, gelöst, behoben, akzeptiert,
                entschieden, clos, close, clôturé, clôturée, fermé, fermée, résolu, résolue, terminé, terminée, accepté,
                traité, cerrado, cerrada, resuelto, resuelta, hecho, completado, completada, terminado, aceptado
                """)
        ),
        (
            .started,
            words(
                """
                in progress, in work, wip, mitigating, started, ongoing, underway, in treatment, implementing,
                in bearbeitung, in arbeit, begonnen, laufend, en cours, en curso, en proceso, en progreso, iniciado
                """)
        ),
        (
            .open,
            words(
                """
                open, active, new, monitoring, monitor, monitored, watch, confirmed, pending, identified, draft,
                proposed, raised, to do, not started, planned, on hold, waiting, assigned, live, offen, neu, aktiv,
                beobachten, geplant, überwacht, ouvert, ouverte, nouveau, actif, à faire, en attente, surveillé,
                abierto, abierta, nuevo, nueva, activo, activa, pendiente, planificado, identificado
                """)
        ),
        (
            .dropped,
            words(
                """
                cancelled, canceled, rejected, withdrawn, void, obsolete, dropped, deleted, duplicate, superseded,
                expired, abgebrochen, verworfen, abgelehnt, entfallen, storniert, annulé, annulée, abandonné, rejeté,
                cancelado, cancelada, rechazado, descartado, anulado
                """)
        ),
    ]

    /// Steps of a scale, without the words that raise them.
    static let steps: [(ScaleStep, Set<String>)] = [
        (
            .low,
            words("l, low, lo, lower, gering, geringe, geringer, niedrig, niedrige, niedriger, faible, bajo, baja, lav")
        ),
        (
            .medium,
            words(
                """
                m, med, medium, mid, moderate, mod, mittel, mittlere, mittlerer, mäßig, moyen, moyenne, modéré, modérée,
                medio, media, moderado, moderada, middels
                """)
        ),
        (
            .high,
            words(
                "h, high, hi, hoch, hohe, hoher, élevé, élevée, fort, forte, haut, haute, alto, alta, høy")
        ),
        (.veryLow, words("vl, very low, sehr gering, sehr niedrig, très faible, muy bajo, muy baja, svært lav")),
        (
            .veryHigh,
            words(
                """
                vh, very high, sehr hoch, très élevé, très élevée, très fort, très forte, très haut, très haute,
                muy alto, muy alta, svært høy, extreme, extrem, extrême, extremo
                """)
        ),
        (.critical, words("critical, crit, kritisch, critique, crítico, crítica, kritisk")),
        (
            .fixed(1),
            words(
                """
                rare, remote, improbable, very unlikely, insignificant, negligible, trivial, unbedeutend, unwesentlich,
                sehr unwahrscheinlich, négligeable, insignifiant, très improbable, insignificante, despreciable, rara,
                raro, muy improbable
                """)
        ),
        (
            .fixed(2),
            words("unlikely, minor, unwahrscheinlich, geringfügig, peu probable, mineur, mineure, poco probable, menor")
        ),
        (.fixed(3), words("possible, occasional, möglich, spürbar, posible")),
        (.fixed(4), words("likely, probable, major, wahrscheinlich, erheblich, majeur, majeure, mayor, significant")),
        (
            .fixed(5),
            words(
                """
                almost certain, certain, very likely, highly likely, catastrophic, severe, sehr wahrscheinlich, fast
                sicher, sicher, katastrophal, existenzbedrohend, presque certain, quasi certain, très probable,
                catastrophique, casi seguro, muy probable, catastrófico, catastrófica
                """)
        ),
    ]
    static let colours = words(
        "red, amber, yellow, green, rot, gelb, grün, rouge, jaune, vert, orange, rojo, amarillo, verde")
    /// After a number, these make it so often in a time and no probability.
    static let rates = words(
        "per, je, pro, par, por, times, mal, fois, veces, a, p.a., year, years, jahr, jahre, an, ans, año, años")
    static let joiners = words("to, bis, -, –, /, or, und, and, à, a, oder, ou, o, y, et")

    /// The beginnings of months' names.
    static let months: [(Int, Set<String>)] = [
        (1, words("jan, ene, janv")), (2, words("feb, fev, fév")), (3, words("mar, mär, mrz")),
        (4, words("apr, avr, abr")),
        (5, words("may, mai")), (6, words("jun, juin")), (7, words("jul, juil")), (8, words("aug, aou, août, ago")),
        (9, words("sep, set")), (10, words("oct, okt")), (11, words("nov")), (12, words("dec, dez, dic, déc")),
    ]
    /// How often, where a date should be.
    static let rhythms = words(
        """
        daily, weekly, biweekly, fortnightly, monthly, quarterly, yearly, annually, annual, every, täglich, wöchentlich,
        monatlich, quartalsweise, jährlich, hebdomadaire, mensuel, trimestriel, annuel, semanal, mensual, trimestral,
        anual
        """)

    /// Currencies as people write them.
    static let currencies: [String: String] = [
        "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
        "£": "GBP", "pound": "GBP", "pounds": "GBP", "fr": "CHF", "sfr": "CHF", "franken": "CHF", "¥": "JPY",
        "zł": "PLN",
        "zl": "PLN",
    ]
    static let currencyCodes: Set<String> = [
        "eur", "usd", "gbp", "chf", "jpy", "sek", "nok", "dkk", "pln", "czk", "huf", "aud", "cad", "nzd", "inr", "cny",
        "brl", "mxn", "zar", "sgd", "hkd", "try", "ron", "bgn", "ars", "clp", "cop",
    ]
    static let factors: [(Int, Set<String>)] = [
        (1000, words("k, tsd, thousand, tausend, mille, mil, t€")),
        (1_000_000, words("m, mio, mn, million, millions, millionen, millones, mill")),
        (1_000_000_000, words("bn, mrd, billion, milliarde, milliarden, milliard")),
    ]

    /// What a table that is no register looks like, by the names of its columns: two of them are enough.
    static let others: [(String, Set<String>)] = [
        (
            "a vulnerability scan",
            words(
                "cvss, cve, plugin, plugin id, ip, ip address, host, hostname, port, cvss score, cvss v3, asset ip, cwe"
            )
        ),
        (
            "a stock list",
            words(
                """
                sku, stock, quantity, qty, unit price, warehouse, reorder level, on hand, in stock, supplier sku,
                artikel, artikelnummer, bestand, menge, lagerort, quantité, prix unitaire, cantidad, existencias, precio
                """)
        ),
        (
            "a check list",
            words(
                """
                question, yes, no answer, checked, check, yes no, compliant, answer, check item, evidence required, pass,
                fail, frage, ja, nein, geprüft, antwort, oui, non, vérifié, pregunta, sí, cumple, verificado
                """)
        ),
        (
            "ratings",
            words(
                "stars, star rating, customer, reviewer, review text, product, helpful, would recommend, rating count, kunde, sterne, cliente, estrellas, étoiles, client"
            )
        ),
        (
            "a list of a game",
            words("boss, raid boss, loot, guild, dungeon, tank, healer, dps, player, character, item level")
        ),
    ]

    private static func words(_ list: String) -> Set<String> {
        Set(list.split { $0 == "," }.map { FoldedText.cell($0) })
    }

    private struct Names {
        var whole: [String: RegisterField] = [:]
        var within: [String: RegisterField] = [:]
    }

    private static let names: Names = {
        var names = Names()
        for (field, list) in heads {
            for written in list.split(separator: ",") {
                let name = written.trimmed
                let isWhole = name.first == "="
                let folded = FoldedText.head(isWhole ? name.dropFirst() : name[...])
                if names.whole[folded] == nil { names.whole[folded] = field }
                if !isWhole, names.within[folded] == nil { names.within[folded] = field }
            }
        }
        return names
    }()

    /// - Parameter head: folded.
    static func whole(_ head: String) -> RegisterField? { names.whole[head] }

    /// The field of the longest name within a longer head, its noun first: words before `of`, and of those the last.
    static func within(_ head: String) -> RegisterField? {
        let all = head.words
        guard (2...8).contains(all.count) else { return nil }
        let noun = all.firstIndex { prepositions.contains(String($0)) }.map { all[..<$0] } ?? all[...]
        return longest(noun) ?? (noun.count < all.count ? longest(all[...]) : nil)
    }

    private static func longest(_ words: ArraySlice<Substring>) -> RegisterField? {
        for length in stride(from: min(words.count, 5), to: 0, by: -1) {
            for start in stride(from: words.endIndex - length, through: words.startIndex, by: -1) {
                if let field = names.within[words[start..<start + length].joined(separator: " ")] { return field }
            }
        }
        return nil
    }
}
