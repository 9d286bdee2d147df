"""What the data are, for data portals: a DCAT-AP 3 catalogue as Turtle and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from .behind import Data
from .data_files import FOLDER, Published, endings_of
from .described import CATALOGUE, MEDIA

EU = "http://publications.europa.eu/resource/authority/"
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "svg": "SVG", "png": "PNG"}
LANGUAGES = {"lv": "LAV", "en": "ENG"}
REUSE = Namespace("http://publications.europa.eu/resource/authority/licence/")


def catalogue(shown: Iterable[Data], published: Published, language: str, base: str) -> Graph:
    """Return the data of a book as a DCAT-AP 3 catalogue: a dataset for each exhibit, a distribution for each file.

    Args:
        shown: the figures behind the exhibits.
        published: author, title and day.
        language: code of the book's language.
        base: address of the book's folder; relative addresses, resolved against the file's own, if it is "".
    """
    graph = Graph()
    graph.bind("dcat", DCAT)
    graph.bind("dct", DCTERMS)
    graph.bind("foaf", FOAF)
    home, publisher = URIRef(f"{base}#catalogue" if base else "#catalogue"), BNode("publisher")
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(published.author, language)))
    graph.add((home, RDF.type, DCAT.Catalog))
    _say(graph, home, published.title, published.title, language)
    graph.add((home, DCTERMS.publisher, publisher))
    graph.add((home, DCTERMS.issued, Literal(published.day.isoformat(), datatype=XSD.date)))
    graph.add((home, DCTERMS.language, URIRef(f"{EU}language/{LANGUAGES[language]}")))
    for data in shown:
        if data.exhibit["records"]:
            graph.add((home, DCAT.dataset, _dataset(graph, data, published, publisher, base)))
    return graph


def _say(graph: Graph, about: URIRef, title: str, description: str, language: str) -> None:
    graph.add((about, DCTERMS.title, Literal(title, language)))
    graph.add((about, DCTERMS.description, Literal(description, language)))


def _dataset(graph: Graph, data: Data, published: Published, publisher: BNode, base: str) -> URIRef:
    name, language = data.exhibit["name"], data.view.language.code
    # the catalogue stands in the folder of the data files
    dataset = URIRef(f"{base}{FOLDER}/{name}" if base else f"#{name}")
    graph.add((dataset, RDF.type, DCAT.Dataset))
    _say(graph, dataset, data.exhibit["title"], " ".join(data.notes) or data.exhibit["title"], language)
    graph.add((dataset, DCTERMS.publisher, publisher))
    graph.add((dataset, DCTERMS.issued, Literal(published.day.isoformat(), datatype=XSD.date)))
    graph.add((dataset, DCTERMS.language, URIRef(f"{EU}language/{LANGUAGES[language]}")))
    graph.add((dataset, DCAT.theme, URIRef(f"{EU}data-theme/SOCI")))
    graph.add(
        (dataset, DCAT.landingPage, URIRef(f"{base or '../'}{data.exhibit['page']}.html#{data.exhibit['anchor']}"))
    )
    for _, address in data.sources():
        graph.add((dataset, DCTERMS.source, URIRef(address)))
    for ending in endings_of(data):
        file = URIRef(f"{base}{FOLDER}/{name}.{ending}" if base else f"{name}.{ending}")
        graph.add((dataset, DCAT.distribution, file))
        graph.add((file, RDF.type, DCAT.Distribution))
        graph.add((file, DCAT.accessURL, file))
        graph.add((file, DCAT.downloadURL, file))
        graph.add((file, DCTERMS.format, URIRef(f"{EU}file-type/{FILE_TYPES[ending]}")))
        graph.add((file, DCAT.mediaType, URIRef(f"http://www.iana.org/assignments/media-types/{MEDIA[ending]}")))
    return dataset


def write_catalogue(folder: Path, graph: Graph) -> None:
    """Write a catalogue as Turtle and as JSON-LD into the folder of the data files, in an order of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{CATALOGUE}.ttl").write_text(graph.serialize(format="turtle"), "utf-8")
    content = json.loads(graph.serialize(format="json-ld"))
    content.sort(key=lambda one: str(one["@id"]))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
    (folder / f"{CATALOGUE}.jsonld").write_text(text + "\n", "utf-8")
