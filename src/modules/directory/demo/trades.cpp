#include "modules/directory/demo/trades.hpp"

#include <array>

namespace passerelle::directory::demo {
namespace {

constexpr std::array all {
    Trade { Kind::Company, "Décolletage", "Décolletage",
        "bar-turning|sliding-head-turning|thread-whirling|knurling|tight-tolerance",
        "free-cutting-steel|stainless-steel|brass|titanium", "sliding-head-lathe|automatic-lathe|bar-feeder",
        "iso-9001|iso-13485", "watch-industry|medical-technology|electronics-industry",
        "Pièces décolletées de haute précision en {material}.", "Hochpräzise Drehteile aus {material}.",
        "Nous fabriquons des pièces décolletées de 0,3 à 20 mm de diamètre en {material}, de la présérie à "
        "la grande série. "
        "Nos tours à poupée mobile travaillent jour et nuit pour l’{market}.",
        "Wir fertigen Drehteile von 0,3 bis 20 mm Durchmesser aus {material}, von der Vorserie bis zur "
        "Grossserie. "
        "Unsere Langdrehautomaten laufen rund um die Uhr für {market}.",
        "Pièces décolletées, axes, vis et pignons, taillage et roulage compris.",
        "Drehteile, Achsen, Schrauben und Triebe, auf Wunsch verzahnt und gerollt.",
        "Nous cherchons un partenaire pour le traitement de surface de petites séries.",
        "Wir suchen einen Partner für die Oberflächenbehandlung kleiner Serien." },
    Trade { Kind::Company, "Polissage", "Polier", "polishing|satin-finishing|deburring",
        "stainless-steel|steel-316l|gold|titanium", "polishing-machine|cleaning-plant", "iso-9001|swissness",
        "luxury-watchmaking|jewellery-industry|medical-technology",
        "Polissage et terminaison de pièces en {material}.",
        "Polieren und Veredeln von Teilen aus {material}.",
        "Notre atelier polit, satine et ébavure à la main et sur machine des boîtes, des bracelets et des "
        "implants en {material}. "
        "Le polissage miroir est notre spécialité.",
        "Unsere Werkstatt poliert, satiniert und entgratet Gehäuse, Bänder und Implantate aus {material}, "
        "von Hand und maschinell. "
        "Spiegelpolieren ist unsere Spezialität.",
        "Polissage miroir, satinage, ébavurage, lavage final.",
        "Spiegelpolieren, Satinieren, Entgraten, Endreinigung.",
        "Nous cherchons des apprentis polisseurs et une cabine de microbillage d’occasion.",
        "Wir suchen Lernende als Polisseur und eine gebrauchte Strahlkabine." },
    Trade { Kind::Company, "Galvano", "Galvanik", "electroplating|rhodium-plating|anodising|passivation",
        "brass|gold|aluminium|stainless-steel", "coating-plant|cleaning-plant", "iso-14001|reach-rohs",
        "watch-industry|electronics-industry|optics-photonics", "Traitements galvaniques sur {material}.",
        "Galvanische Oberflächen auf {material}.",
        "Dorure, rhodiage, nickelage et anodisation de petites pièces au tonneau et à l’attache, avec "
        "contrôle des épaisseurs.",
        "Vergolden, Rhodinieren, Vernickeln und Eloxieren kleiner Teile in der Trommel und am Gestell, mit "
        "Schichtdickenkontrolle.",
        "Capacité libre pour la dorure et le nickelage chimique.",
        "Freie Kapazität für Vergolden und Chemisch-Nickel.",
        "Nous cherchons un bureau d’études pour l’automatisation d’une ligne.",
        "Wir suchen ein Ingenieurbüro für die Automatisierung einer Linie." },
    Trade { Kind::Company, "Taillage", "Verzahnung", "gear-cutting|gear-hobbing|pinion-cutting|gear-grinding",
        "hardened-steel|brass|copper-alloy", "gear-hobbing-machine|grinding-machine", "iso-9001",
        "watch-industry|robotics|aerospace", "Roues et pignons de précision.", "Präzisionsräder und -triebe.",
        "Taillage par génération de roues et de pignons de module 0,04 à 1,5, rectification et roulage des "
        "dentures pour l’{market}.",
        "Wälzfräsen von Rädern und Trieben, Modul 0,04 bis 1,5, Schleifen und Rollen der Verzahnungen für "
        "{market}.",
        "Taillage de dentures de petit module.", "Verzahnen mit kleinem Modul.",
        "Nous cherchons de l’acier trempé en barres de petit diamètre.",
        "Wir suchen gehärteten Stangenstahl in kleinen Durchmessern." },
    Trade { Kind::Company, "Moules", "Formenbau",
        "mould-making|wire-edm|sinker-edm|five-axis-milling|toolmaking",
        "tool-steel|hardened-steel|cemented-carbide", "edm-machine|machining-centre|jig-borer", "iso-9001",
        "medical-technology|automotive|consumer-goods", "Moules et outillages de précision.",
        "Formen und Werkzeuge für die Präzisionsindustrie.",
        "Construction et fabrication de moules d’injection et d’étampes, électroérosion à fil et par "
        "enfonçage, mise au point et essais.",
        "Konstruktion und Bau von Spritzgussformen und Stanzwerkzeugen, Draht- und Senkerodieren, "
        "Abmusterung und Erprobung.",
        "Capacité libre en électroérosion à fil.", "Freie Kapazität beim Drahterodieren.",
        "Nous cherchons un mouleur pour des pièces en PEEK.",
        "Wir suchen einen Spritzgiesser für Teile aus PEEK." },
    Trade { Kind::Company, "Injection", "Spritzguss",
        "injection-moulding|micro-injection-moulding|overmoulding|two-component-moulding",
        "peek|pom|polyamide|silicone", "injection-moulding-machine|industrial-robot",
        "iso-13485|iso-14644|gmp", "medical-technology|pharma|automotive",
        "Pièces en matière plastique injectées avec précision.", "Präzise Spritzgussteile aus Kunststoff.",
        "Injection et micro-injection en salle blanche de pièces en {material}, surmoulage d’inserts, "
        "contrôle par vision à 100 %.",
        "Spritzguss und Mikrospritzguss im Reinraum aus {material}, Umspritzen von Einlegeteilen, "
        "Sichtprüfung zu 100 %.",
        "Injection en salle blanche, petites et moyennes séries.",
        "Spritzguss im Reinraum, kleine und mittlere Serien.",
        "Nous cherchons un mouliste rapide pour des prototypes.",
        "Wir suchen einen schnellen Formenbauer für Prototypen." },
    Trade { Kind::Company, "Laser", "Laser",
        "laser-welding|laser-marking|laser-cutting|femtosecond-laser|laser-texturing",
        "titanium|stainless-steel|sapphire|ceramic", "laser-machine|vision-system", "iso-9001|iso-13485",
        "medical-technology|watch-industry|semiconductors", "Découpe, soudage et marquage au laser.",
        "Schneiden, Schweissen und Markieren mit Laser.",
        "Soudage, découpe fine et texturation au laser femtoseconde de composants en {material}, du "
        "prototype à la série.",
        "Laserschweissen, Feinschneiden und Texturieren mit dem Femtosekundenlaser an Teilen aus {material}, "
        "vom Prototyp bis zur Serie.",
        "Soudage laser de boîtiers et gravure de cadrans.",
        "Laserschweissen von Gehäusen und Gravur von Zifferblättern.",
        "Nous cherchons un institut pour des essais de fatigue.",
        "Wir suchen ein Institut für Ermüdungsversuche." },
    Trade { Kind::Company, "Métrologie", "Messtechnik",
        "calibration|coordinate-measurement|roughness-measurement|quality-consulting|laboratory-testing",
        "steel|ceramic", "coordinate-measuring-machine|vision-system|microscope", "iso-17025|iso-9001",
        "instrumentation|aerospace|medical-technology", "Mesure et étalonnage pour l’industrie de précision.",
        "Messen und Kalibrieren für die Präzisionsindustrie.",
        "Laboratoire de métrologie dimensionnelle : mesure 3D, rugosité, étalonnage de jauges, analyses de "
        "capabilité.",
        "Labor für Längenmesstechnik: 3D-Messung, Rauheit, Kalibrieren von Lehren, Fähigkeitsanalysen.",
        "Mesures par mandat en 24 heures.", "Lohnmessungen innert 24 Stunden.",
        "Nous cherchons une formatrice ou un formateur en cotation ISO.",
        "Wir suchen eine Fachperson für Kurse in ISO-Tolerierung." },
    Trade { Kind::Company, "Boîtes", "Gehäuse",
        "watch-case|bezel|case-back|five-axis-milling|water-resistance", "steel-316l|titanium|gold|ceramic",
        "machining-centre|fixed-head-lathe", "swissness|responsible-jewellery",
        "luxury-watchmaking|jewellery-industry", "Boîtes et lunettes de montres.",
        "Uhrengehäuse und Lünetten.",
        "Habillage horloger complet en {material} : étampage, tournage, fraisage cinq axes, achevage et "
        "contrôle d’étanchéité.",
        "Komplette Uhrengehäuse aus {material}: Stanzen, Drehen, Fünfachsfräsen, Endfertigung und "
        "Dichtheitsprüfung.",
        "Boîtes de montres de la conception à l’achevage.",
        "Uhrengehäuse von der Konstruktion bis zur Endfertigung.",
        "Nous cherchons un atelier de polissage miroir pour des boîtes en acier 316L.",
        "Wir suchen eine Werkstatt für Spiegelpolieren von Gehäusen aus Stahl 316L." },
    Trade { Kind::Company, "Médical", "Medizintechnik",
        "bone-screw|surgical-instrument|dental-implant|orthopaedic-implant|passivation",
        "titanium|cobalt-chrome|stainless-steel|biocompatible-material",
        "sliding-head-lathe|machining-centre", "iso-13485|fda-registration|medical-device-regulation",
        "medical-technology|dental-industry|orthopaedics", "Implants et instruments chirurgicaux.",
        "Implantate und chirurgische Instrumente.",
        "Vis à os, implants dentaires et instruments en {material}, usinés, passivés, marqués et "
        "conditionnés en salle propre.",
        "Knochenschrauben, Dentalimplantate und Instrumente aus {material}, gefertigt, passiviert, "
        "beschriftet und im Reinraum verpackt.",
        "Vis à os et implants dentaires en titane.", "Knochenschrauben und Dentalimplantate aus Titan.",
        "Nous cherchons un décolleteur certifié ISO 13485 en renfort.",
        "Wir suchen einen nach ISO 13485 zertifizierten Drehteilefertiger als Verstärkung." },
    Trade { Kind::Company, "Automation", "Automation",
        "automation|special-machine|assembly-machine|cnc-programming|digitalisation", "aluminium|steel",
        "automation-cell|industrial-robot|parts-feeder|special-machine", "iso-9001",
        "watch-industry|medical-technology|electronics-industry",
        "Machines spéciales et cellules robotisées.", "Sondermaschinen und Roboterzellen.",
        "Études, construction et mise en service de machines d’assemblage, de cellules de chargement et "
        "d’alimentations de petites pièces.",
        "Planung, Bau und Inbetriebnahme von Montagemaschinen, Ladezellen und Zuführungen für Kleinteile.",
        "Cellules robotisées pour tours et fraiseuses.", "Roboterzellen für Dreh- und Fräsmaschinen.",
        "Nous cherchons un partenaire pour la vision industrielle.",
        "Wir suchen einen Partner für industrielle Bildverarbeitung." },
    Trade { Kind::Company, "Traitements", "Härterei", "heat-treatment|hardening|tempering|case-hardening",
        "steel|tool-steel|titanium", "furnace", "iso-9001|iso-14001",
        "mechanical-engineering|automotive|watch-industry", "Traitements thermiques sous vide.",
        "Wärmebehandlung unter Vakuum.",
        "Trempe, revenu et recuit sous vide de pièces de précision, cémentation et nitruration, contrôle de "
        "dureté.",
        "Härten, Anlassen und Glühen von Präzisionsteilen unter Vakuum, Einsatzhärten und Nitrieren, "
        "Härteprüfung.",
        "Trempe sous vide, délais courts.", "Vakuumhärten, kurze Termine.",
        "Nous cherchons une place de stage pour une technicienne ES.",
        "Wir suchen eine Praktikumsstelle für eine Technikerin HF." },
    Trade { Kind::Training, "École", "Schule",
        "training-centre|vocational-school|apprenticeship|polymechanic|micromechanic|watchmaker", "",
        "machining-centre|lathe|coordinate-measuring-machine", "", "watch-industry|mechanical-engineering",
        "Formation professionnelle dans les métiers de la microtechnique.",
        "Berufsbildung in den Berufen der Mikrotechnik.",
        "Nous formons des polymécaniciennes, des horlogers et des micromécaniciens CFC, en français et en "
        "allemand, avec les entreprises de la région.",
        "Wir bilden Polymechanikerinnen, Uhrmacher und Mikromechaniker EFZ aus, deutsch und französisch, "
        "zusammen mit den Betrieben der Region.",
        "Cours interentreprises, location de l’atelier, travaux de diplôme.",
        "Überbetriebliche Kurse, Miete der Werkstatt, Diplomarbeiten.",
        "Nous cherchons des places d’apprentissage et des visites d’entreprises.",
        "Wir suchen Lehrstellen und Betriebsbesichtigungen." },
    Trade { Kind::Training, "Institut", "Institut",
        "research-institute|microengineering|tribology|materials-science|technology-transfer",
        "ceramic|titanium", "microscope|three-d-printer", "iso-17025",
        "medical-technology|aerospace|watch-industry", "Recherche appliquée en microtechnique.",
        "Angewandte Forschung in Mikrotechnik.",
        "Projets de recherche avec l’industrie : tribologie, microfabrication, surveillance des procédés, "
        "transfert de technologie.",
        "Forschungsprojekte mit der Industrie: Tribologie, Mikrofertigung, Prozessüberwachung, "
        "Technologietransfer.",
        "Essais tribologiques et analyses de surface.", "Tribologische Versuche und Oberflächenanalysen.",
        "Nous cherchons des partenaires industriels pour un projet de recherche.",
        "Wir suchen Industriepartner für ein Forschungsprojekt." },
    Trade { Kind::Association, "Association", "Verband",
        "networking-event|experience-exchange|training-network|cluster", "", "", "",
        "watch-industry|mechanical-engineering", "Association des ateliers de la région.",
        "Verband der Werkstätten der Region.",
        "Nous réunissons les ateliers de précision, défendons la formation duale et organisons des échanges "
        "d’expériences.",
        "Wir vereinen die Präzisionswerkstätten, setzen uns für die Berufslehre ein und organisieren den "
        "Erfahrungsaustausch.",
        "Rencontres mensuelles, stand commun aux foires.",
        "Monatliche Treffen, Gemeinschaftsstand an Messen.",
        "Nous cherchons des intervenantes et intervenants bilingues.",
        "Wir suchen zweisprachige Referentinnen und Referenten." },
    Trade { Kind::Public, "Promotion économique", "Standortförderung",
        "industrial-premises|start-up|financing|networking-event", "", "", "", "mechanical-engineering",
        "Promotion économique régionale.", "Regionale Wirtschaftsförderung.",
        "Terrains et locaux industriels, accompagnement de jeunes entreprises, mise en relation avec les "
        "écoles.",
        "Industrieland und Räume, Begleitung von Jungunternehmen, Verbindungen zu den Schulen.",
        "Locaux industriels disponibles.", "Freie Industrieräume.",
        "Nous cherchons des entreprises prêtes à accueillir des visites.",
        "Wir suchen Betriebe, die Besuchergruppen empfangen." },
};

} // namespace

std::span<Trade const> trades() { return all; }

} // namespace passerelle::directory::demo
